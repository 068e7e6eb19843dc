/// Reads the files of OpenSSH: config and known_hosts.
@NullMarked
package dev.handrail.remote.ssh.config;

import org.jspecify.annotations.NullMarked;
