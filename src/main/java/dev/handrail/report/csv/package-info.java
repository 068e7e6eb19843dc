/// Writes tables for spreadsheets.
@NullMarked
package dev.handrail.report.csv;

import org.jspecify.annotations.NullMarked;
