/// Walks a plan on real servers and writes every event down before anyone hears of it.
@NullMarked
package dev.handrail.run;

import org.jspecify.annotations.NullMarked;
