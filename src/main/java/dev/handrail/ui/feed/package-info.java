/// Brings a run, live or past, to the FX thread: events folded once per frame, output into a
/// console's store.
@NullMarked
package dev.handrail.ui.feed;

import org.jspecify.annotations.NullMarked;
