/// Connects to servers with JSch, and runs scripts over these connections.
@NullMarked
package dev.handrail.remote.ssh;

import org.jspecify.annotations.NullMarked;
