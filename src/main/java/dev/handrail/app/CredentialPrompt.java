package dev.handrail.app;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;

import java.util.Optional;

/// Who answers what a connection asks, and may have a secret kept in the desktop's keychain.
public interface CredentialPrompt {
    /// Whether to trust a key that was never seen before.
    boolean trustHostKey(HostKey key);

    /// A password, passphrase or code; empty to give up. Called on the connecting thread; may
    /// block.
    Optional<GivenSecret> askSecret(SecretRequest ask, KeychainOffer keeping);

    /// A security key waits to be touched; `request` names it. Must not block.
    default void awaitTouch(String request) {}

    /// The server accepted the secret.
    default void secretAccepted(SecretRequest ask) {}

    /// A secret could not be kept as was wished. Called on a thread of its own.
    void secretNotStored(Problem problem);

    /// The SSH configuration allows something that is not safe. Called on the connecting thread.
    void showWarning(Message warning);

    /// Whether secrets that are kept may be used without asking.
    boolean mayUseStored();

    /// `keep`: in the keychain, once it has proved right.
    record GivenSecret(char[] secret, boolean keep) {}

    /// What can be done with the secret that is asked for.
    enum KeychainOffer {
        /// It is for one time, or there is no keychain.
        NOT_OFFERED,
        OFFERED,
        /// As [#OFFERED], but the server refused the saved secret, which Handrail deletes.
        REFUSED
    }
}
