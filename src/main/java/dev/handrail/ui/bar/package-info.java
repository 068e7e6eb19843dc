/// Draws the time bar of a plan or run.
@NullMarked
package dev.handrail.ui.bar;

import org.jspecify.annotations.NullMarked;
