/// Turns messages into words, as the one place that knows languages, and makes the output of servers
/// safe to show.
@NullMarked
package dev.handrail.text;

import org.jspecify.annotations.NullMarked;
