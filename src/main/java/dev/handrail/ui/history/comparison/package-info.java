/// Shows two runs side by side.
@NullMarked
package dev.handrail.ui.history.comparison;

import org.jspecify.annotations.NullMarked;
