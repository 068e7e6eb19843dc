/// The window. Only this package and those below it use JavaFX.
@NullMarked
package dev.handrail.ui;

import org.jspecify.annotations.NullMarked;
