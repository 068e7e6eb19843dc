/// Finds what an admin types: servers, runs and pages.
@NullMarked
package dev.handrail.ui.palette;

import org.jspecify.annotations.NullMarked;
