package dev.handrail.remote.ssh.auth;

/// Ends a log-in inside of JSch, which would send the server an empty answer for one that nobody
/// gives; servers count that as a wrong one.
final class LoginAbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LoginAbandonedException() {
        super("Auth cancel for methods 'keyboard-interactive'");
    }
}
