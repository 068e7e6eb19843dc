/// The frame around every page: sidebar, header, footer and console.
@NullMarked
package dev.handrail.ui.shell;

import org.jspecify.annotations.NullMarked;
