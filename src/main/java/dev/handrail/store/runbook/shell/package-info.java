/// Finds the commands and functions in the text of a shell script.
@NullMarked
package dev.handrail.store.runbook.shell;

import org.jspecify.annotations.NullMarked;
