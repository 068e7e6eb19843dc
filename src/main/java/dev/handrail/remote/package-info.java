/// Talks to servers: SSH, host keys, secrets, and steps that outlive the connection.
@NullMarked
package dev.handrail.remote;

import org.jspecify.annotations.NullMarked;
