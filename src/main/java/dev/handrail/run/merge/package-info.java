/// Executes merge steps: compares configuration files and writes the changes that the admin
/// chooses.
@NullMarked
package dev.handrail.run.merge;

import org.jspecify.annotations.NullMarked;
