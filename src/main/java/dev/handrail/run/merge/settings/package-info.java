/// Finds the settings of configuration files: their names, and where their values stand.
@NullMarked
package dev.handrail.run.merge.settings;

import org.jspecify.annotations.NullMarked;
