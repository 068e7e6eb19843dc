/// Draws the console once per pulse; its lines are in [dev.handrail.ui.console.buffer].
@NullMarked
package dev.handrail.ui.console;

import org.jspecify.annotations.NullMarked;
