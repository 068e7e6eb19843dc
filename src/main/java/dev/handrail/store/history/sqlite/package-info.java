/// Speaks with SQLite.
@NullMarked
package dev.handrail.store.history.sqlite;

import org.jspecify.annotations.NullMarked;
