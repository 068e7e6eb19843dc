/// Hides secrets in what servers print, before it is stored or shown.
@NullMarked
package dev.handrail.redact;

import org.jspecify.annotations.NullMarked;
