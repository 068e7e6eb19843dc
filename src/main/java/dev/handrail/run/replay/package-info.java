/// Replays a recorded run without a server.
@NullMarked
package dev.handrail.run.replay;

import org.jspecify.annotations.NullMarked;
