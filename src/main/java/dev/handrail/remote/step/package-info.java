/// Builds the scripts that start, follow and cancel a step on a server, and reads their replies.
@NullMarked
package dev.handrail.remote.step;

import org.jspecify.annotations.NullMarked;
