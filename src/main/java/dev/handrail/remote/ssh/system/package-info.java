/// Connects with the system's own `ssh` program, through one master connection.
@NullMarked
package dev.handrail.remote.ssh.system;

import org.jspecify.annotations.NullMarked;
