/// Runs one command on one SSH channel, with flow control.
@NullMarked
package dev.handrail.remote.ssh.channel;

import org.jspecify.annotations.NullMarked;
