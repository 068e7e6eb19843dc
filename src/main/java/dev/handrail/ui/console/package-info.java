/// The console: a store of lines that is fed on the reader's thread, and a view that is drawn once
/// per pulse.
@NullMarked
package dev.handrail.ui.console;

import org.jspecify.annotations.NullMarked;
