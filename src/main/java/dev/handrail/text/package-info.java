/// Turns messages, times and sizes into words, as the one place that knows languages, and makes
/// text of servers safe to show and to pass to a shell.
@NullMarked
package dev.handrail.text;

import org.jspecify.annotations.NullMarked;
