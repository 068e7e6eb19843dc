/// Lists earlier runs and searches their output.
@NullMarked
package dev.handrail.ui.history;

import org.jspecify.annotations.NullMarked;
