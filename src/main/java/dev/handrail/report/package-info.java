/// Turns a run into HTML, Markdown or JSON.
@NullMarked
package dev.handrail.report;

import org.jspecify.annotations.NullMarked;
