package dev.handrail.remote.ssh;

import com.jcraft.jsch.Session;

import java.util.Optional;

/// An authenticated connection, and the one it goes through, if any.
record SshConnection(Session session, String hostKey, Optional<SshConnection> through) {
    /// Closes this connection and then those of its jump hosts.
    void close() {
        session.disconnect();
        through.ifPresent(SshConnection::close);
    }
}
