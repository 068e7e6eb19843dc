/// Looks through a whole history for damage.
@NullMarked
package dev.handrail.store.history.check;

import org.jspecify.annotations.NullMarked;
