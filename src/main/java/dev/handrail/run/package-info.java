/// Executes a plan on real servers and records every event before it reports it.
@NullMarked
package dev.handrail.run;

import org.jspecify.annotations.NullMarked;
