/// Compares two runs.
@NullMarked
package dev.handrail.model.comparison;

import org.jspecify.annotations.NullMarked;
