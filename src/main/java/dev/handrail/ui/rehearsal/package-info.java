/// The rehearsal of an upgrade in the window: the offer, the mark of a run in a copy, its result.
@NullMarked
package dev.handrail.ui.rehearsal;

import org.jspecify.annotations.NullMarked;
