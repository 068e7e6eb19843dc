/// Packs what the history stores.
@NullMarked
package dev.handrail.store.history.codec;

import org.jspecify.annotations.NullMarked;
