/// The same engine without a window.
@NullMarked
package dev.handrail.cli;

import org.jspecify.annotations.NullMarked;
