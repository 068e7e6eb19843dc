/// The frame around every page: rail, header, footer, console, and what lies over them.
@NullMarked
package dev.handrail.ui.shell;

import org.jspecify.annotations.NullMarked;
