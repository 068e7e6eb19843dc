/// What a run holds on its servers: the locks, the work folders and the artifacts; and how it ends
/// and gives the servers back.
@NullMarked
package dev.handrail.run.server;

import org.jspecify.annotations.NullMarked;
