/// The command line: the entry point, and the terminal it runs in.
@NullMarked
package dev.handrail.cli;

import org.jspecify.annotations.NullMarked;
