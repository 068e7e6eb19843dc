/// Asks questions on the terminal, or answers them from the options.
@NullMarked
package dev.handrail.cli.prompt;

import org.jspecify.annotations.NullMarked;
