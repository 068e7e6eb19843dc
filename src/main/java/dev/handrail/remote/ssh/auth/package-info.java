/// Logs in: checks host keys, offers keys, asks for passwords, and limits the time all of it takes.
@NullMarked
package dev.handrail.remote.ssh.auth;

import org.jspecify.annotations.NullMarked;
