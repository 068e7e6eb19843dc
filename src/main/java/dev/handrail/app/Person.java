package dev.handrail.app;

import dev.handrail.model.Problem;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;

import java.util.Optional;

/// Who answers what a connection asks, and may have a secret kept in the desktop's keychain.
public interface Person {
    /// Whether to trust a key that was never seen before.
    boolean trust(HostKey key);

    /// A password, passphrase or code; empty to give up. Called on the connecting thread; may
    /// block.
    Optional<Given> secret(SecretAsk ask, Keeping keeping);

    /// A secret could not be kept as was wished. Called on a thread of its own.
    void notKept(Problem problem);

    /// Whether secrets that are kept may be used without asking.
    boolean mayUseKept();

    /// `keep`: in the keychain, once it has proved right.
    record Given(char[] secret, boolean keep) {}

    /// What can be done with the secret that is asked for.
    enum Keeping {
        /// It is for one time, or there is no keychain.
        NOT_OFFERED,
        OFFERED,
        /// The same; the one that was kept was not accepted, and is removed.
        REFUSED
    }
}
