/// Where the native library of SQLite lies.
@NullMarked
package dev.handrail.store.history.library;

import org.jspecify.annotations.NullMarked;
