/// Draws the time bar of a run for reports.
@NullMarked
package dev.handrail.report.bar;

import org.jspecify.annotations.NullMarked;
