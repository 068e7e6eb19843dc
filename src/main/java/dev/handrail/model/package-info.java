/// The words Handrail speaks: records and sealed types that every other room shares.
@NullMarked
package dev.handrail.model;

import org.jspecify.annotations.NullMarked;
