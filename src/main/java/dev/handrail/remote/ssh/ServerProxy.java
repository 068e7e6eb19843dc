package dev.handrail.remote.ssh;

import com.jcraft.jsch.Proxy;

import dev.handrail.model.Problem;

/// A way to a server other than a socket.
interface ServerProxy extends Proxy {
    /// After so long without a byte a read ends with a time-out, which makes JSch ask the server
    /// for a sign of life.
    void setReadTimeout(long nanos);

    /// Says more about a failure where the way itself is its cause.
    default Problem explain(Problem problem, String host) {
        return problem;
    }
}
