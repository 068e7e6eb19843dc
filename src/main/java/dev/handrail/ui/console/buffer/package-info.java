/// Turns raw output into lines, stores them in memory and on disk, and searches and selects in
/// them.
@NullMarked
package dev.handrail.ui.console.buffer;

import org.jspecify.annotations.NullMarked;
