/// What all of the window is made of: texts, background work, small controls, the theme, the error
/// window.
@NullMarked
package dev.handrail.ui.kit;

import org.jspecify.annotations.NullMarked;
