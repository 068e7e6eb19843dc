/// The window. The only room that knows JavaFX.
@NullMarked
package dev.handrail.ui;

import org.jspecify.annotations.NullMarked;
