/// The settings of a configuration file that an upgrade merges.
@NullMarked
package dev.handrail.model.settings;

import org.jspecify.annotations.NullMarked;
