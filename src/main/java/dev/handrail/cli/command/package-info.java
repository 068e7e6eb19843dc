/// Holds the commands, one class for each.
@NullMarked
package dev.handrail.cli.command;

import org.jspecify.annotations.NullMarked;
