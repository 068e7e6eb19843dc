/// Makes, proves and removes the throw-away copy of a server on which an upgrade is rehearsed.
@NullMarked
package dev.handrail.rehearsal;

import org.jspecify.annotations.NullMarked;
