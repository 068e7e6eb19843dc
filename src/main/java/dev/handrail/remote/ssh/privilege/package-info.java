/// Starts shells as the user who logs in, or as root.
@NullMarked
package dev.handrail.remote.ssh.privilege;

import org.jspecify.annotations.NullMarked;
