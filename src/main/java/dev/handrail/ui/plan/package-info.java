/// Shows a plan with its findings and steps, and takes the admin's choices before the start.
@NullMarked
package dev.handrail.ui.plan;

import org.jspecify.annotations.NullMarked;
