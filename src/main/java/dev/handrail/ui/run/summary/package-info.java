/// Parts of the summary of a run.
@NullMarked
package dev.handrail.ui.run.summary;

import org.jspecify.annotations.NullMarked;
