/// Keeps the journal of all runs in a SQLite file.
@NullMarked
package dev.handrail.store.history;

import org.jspecify.annotations.NullMarked;
