/// Explains why a connection failed, in the same words for the built-in SSH and the system's own.
@NullMarked
package dev.handrail.remote.ssh.problem;

import org.jspecify.annotations.NullMarked;
