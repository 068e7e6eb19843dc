/// Shows the settings of a file that is merged, beside its lines.
@NullMarked
package dev.handrail.ui.merge.settings;

import org.jspecify.annotations.NullMarked;
