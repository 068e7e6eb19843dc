/// Prints plans, runs and problems, as text or as JSON.
@NullMarked
package dev.handrail.cli.output;

import org.jspecify.annotations.NullMarked;
