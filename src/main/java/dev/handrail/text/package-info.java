/// Escapes text of servers for the screen, and values for a shell.
@NullMarked
package dev.handrail.text;

import org.jspecify.annotations.NullMarked;
