/// Locks of the processes that share a history: on the whole of it, and on each run.
@NullMarked
package dev.handrail.store.history.lock;

import org.jspecify.annotations.NullMarked;
