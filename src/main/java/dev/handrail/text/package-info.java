/// Turns messages, times and sizes into words, and escapes text of servers for the screen and for a
/// shell.
@NullMarked
package dev.handrail.text;

import org.jspecify.annotations.NullMarked;
