/// Turns messages into words: the one place that knows languages.
@NullMarked
package dev.handrail.text;

import org.jspecify.annotations.NullMarked;
