/// Private files and folders on this workstation, and the JSON in them.
@NullMarked
package dev.handrail.store.file;

import org.jspecify.annotations.NullMarked;
