/// Executes script and manual steps, follows their output and answers their prompts.
@NullMarked
package dev.handrail.run.step;

import org.jspecify.annotations.NullMarked;
