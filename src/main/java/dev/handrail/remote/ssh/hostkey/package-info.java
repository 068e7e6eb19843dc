/// What a server shows of itself before the log-in: its certificate and its algorithms.
@NullMarked
package dev.handrail.remote.ssh.hostkey;

import org.jspecify.annotations.NullMarked;
