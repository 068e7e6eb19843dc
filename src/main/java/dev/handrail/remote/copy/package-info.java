/// The scripts that make, enter and remove a throw-away copy of a server.
@NullMarked
package dev.handrail.remote.copy;

import org.jspecify.annotations.NullMarked;
