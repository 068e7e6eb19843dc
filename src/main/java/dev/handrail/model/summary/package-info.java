/// What a run comes to: the current step, the open items and the state before and after.
@NullMarked
package dev.handrail.model.summary;

import org.jspecify.annotations.NullMarked;
