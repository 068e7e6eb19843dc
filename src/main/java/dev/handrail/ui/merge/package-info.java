/// Shows what differs in configuration files and takes the admin's choice for each change.
@NullMarked
package dev.handrail.ui.merge;

import org.jspecify.annotations.NullMarked;
