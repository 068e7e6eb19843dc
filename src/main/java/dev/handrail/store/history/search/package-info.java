/// Finds text in stored output.
@NullMarked
package dev.handrail.store.history.search;

import org.jspecify.annotations.NullMarked;
