/// The commands that compare, export and import runs of the history.
@NullMarked
package dev.handrail.cli.history;

import org.jspecify.annotations.NullMarked;
