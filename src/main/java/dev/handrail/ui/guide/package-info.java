/// The user guide: its page, its search, and Markdown as JavaFX nodes.
@NullMarked
package dev.handrail.ui.guide;

import org.jspecify.annotations.NullMarked;
