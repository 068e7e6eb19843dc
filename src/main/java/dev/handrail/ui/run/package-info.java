/// Shows a run: its phases, questions, progress, summary, and roll-back.
@NullMarked
package dev.handrail.ui.run;

import org.jspecify.annotations.NullMarked;
