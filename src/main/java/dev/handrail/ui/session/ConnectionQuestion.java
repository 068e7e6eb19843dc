package dev.handrail.ui.session;

import dev.handrail.app.CredentialPrompt.GivenSecret;
import dev.handrail.app.CredentialPrompt.KeychainOffer;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;

import java.util.Optional;
import java.util.function.Consumer;

/// Something a connection asks while it is made. The connecting thread waits for the reply.
public sealed interface ConnectionQuestion {

    record HostKeyQuestion(HostKey key, Consumer<Boolean> reply) implements ConnectionQuestion {}

    record SecretQuestion(
            SecretRequest ask, KeychainOffer keeping, Consumer<Optional<GivenSecret>> reply)
            implements ConnectionQuestion {}

    /// Nothing to answer: a secret could not be kept as was wished.
    record SecretNotSaved(Problem problem) implements ConnectionQuestion {}
}
