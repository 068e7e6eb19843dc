/// The time bar of a plan and of a run: what happens when, for the window and for reports.
@NullMarked
package dev.handrail.model.bar;

import org.jspecify.annotations.NullMarked;
