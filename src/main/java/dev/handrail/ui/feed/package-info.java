/// Brings a run, live or past, to the FX thread, and tells its steps and its result.
@NullMarked
package dev.handrail.ui.feed;

import org.jspecify.annotations.NullMarked;
