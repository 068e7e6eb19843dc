/// What both front ends share about the rehearsal of an upgrade on a copy of the server.
@NullMarked
package dev.handrail.app.rehearsal;

import org.jspecify.annotations.NullMarked;
