/// Draws the console, at most once per frame; its lines are in [dev.handrail.ui.console.buffer].
@NullMarked
package dev.handrail.ui.console;

import org.jspecify.annotations.NullMarked;
