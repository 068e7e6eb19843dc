/// Writes reports as PDF.
@NullMarked
package dev.handrail.report.pdf;

import org.jspecify.annotations.NullMarked;
