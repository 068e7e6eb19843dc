/// The pages, one class each.
@NullMarked
package dev.handrail.ui.pages;

import org.jspecify.annotations.NullMarked;
