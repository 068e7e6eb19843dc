/// Defines what every page works with: its context, its actions, navigation, and the overlay for
/// questions.
@NullMarked
package dev.handrail.ui.page;

import org.jspecify.annotations.NullMarked;
