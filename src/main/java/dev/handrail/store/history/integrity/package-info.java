/// Checksums over the history, chained from event to event.
@NullMarked
package dev.handrail.store.history.integrity;

import org.jspecify.annotations.NullMarked;
