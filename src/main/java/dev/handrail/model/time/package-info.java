/// Times as servers measure them, and what follows from them.
@NullMarked
package dev.handrail.model.time;

import org.jspecify.annotations.NullMarked;
