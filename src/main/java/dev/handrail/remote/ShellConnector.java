package dev.handrail.remote;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;

import java.time.Duration;
import java.util.Optional;

/// Opens connections to servers. A failure comes back as a value and is never thrown.
public interface ShellConnector {

    /// Connects and asks what it must. It returns within the time-out plus a second, whatever the
    /// server sends.
    ConnectResult connect(Target target, UserInteraction asker, Duration timeout);

    /// An open shell, or the reason why there is none.
    sealed interface ConnectResult {
        /// The caller closes the shell.
        record Connected(ServerShell shell) implements ConnectResult {}

        record Failed(Problem problem) implements ConnectResult {}
    }

    /// Answers what only a person can. Called on the connecting thread; may block.
    interface UserInteraction {
        /// Whether to trust a key of a server that has no known key yet.
        boolean trustHostKey(HostKey key);

        /// A password, passphrase or code; empty to give up.
        Optional<char[]> askSecret(SecretRequest ask);

        /// A security key waits to be touched; `request` names it. Must not block.
        default void awaitTouch(String request) {}

        /// The SSH configuration allows something that is not safe, such as a weak algorithm.
        default void showWarning(Message warning) {}

        /// The server accepted the secret.
        default void secretAccepted(SecretRequest ask) {}

        /// The server refused the secret.
        default void secretRejected(SecretRequest ask) {}
    }

    /// `fingerprint`: as `SHA256:...`. `type`: such as `ssh-ed25519`.
    record HostKey(String host, int port, String type, String fingerprint) {
        /// The command that prints the fingerprint on the server itself.
        public String toCompare() {
            String kind =
                    type.contains("ed25519") ? "ed25519" : type.contains("ecdsa") ? "ecdsa" : "rsa";
            return "ssh-keygen -lf /etc/ssh/ssh_host_" + kind + "_key.pub";
        }
    }

    /// `account`: where it is for, as `user@host:port`. `who`: the account or key file in words.
    /// `prompt`: the server's own words, escaped; for SUDO the program that asks. `visible`: may be
    /// shown as it is typed.
    record SecretRequest(
            RequestKind kind,
            String account,
            String who,
            String prompt,
            boolean visible,
            int attempt) {
        /// The program that asks for a password of its own.
        public String programName() {
            return kind == RequestKind.SUDO && !prompt.isEmpty() ? prompt : "sudo";
        }

        /// The secret that is asked for; SUDO is the password that the server's sudo, doas or run0
        /// wants.
        public enum RequestKind {
            PASSWORD,
            PASSPHRASE,
            KEYBOARD_INTERACTIVE,
            SUDO
        }
    }
}
