/// The parts that the whole window uses: texts, background tasks, small controls, the theme, the
/// error window.
@NullMarked
package dev.handrail.ui.kit;

import org.jspecify.annotations.NullMarked;
