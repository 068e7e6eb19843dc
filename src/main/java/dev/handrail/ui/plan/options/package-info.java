/// The options of a plan, which the admin chooses before the start.
@NullMarked
package dev.handrail.ui.plan.options;

import org.jspecify.annotations.NullMarked;
