/// The log of Handrail itself: bugs, and what its libraries have to say. Runs are in the history.
@NullMarked
package dev.handrail.store.log;

import org.jspecify.annotations.NullMarked;
