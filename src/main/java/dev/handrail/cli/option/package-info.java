/// Declares the options and parameters that several commands share.
@NullMarked
package dev.handrail.cli.option;

import org.jspecify.annotations.NullMarked;
