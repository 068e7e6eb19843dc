/// Executes copy steps: copies files with checksums to the workstation or to another server.
@NullMarked
package dev.handrail.run.copy;

import org.jspecify.annotations.NullMarked;
