package dev.handrail.ui.session;

import dev.handrail.app.CredentialPrompt.GivenSecret;
import dev.handrail.app.CredentialPrompt.KeychainOffer;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;

import java.util.Optional;
import java.util.function.Consumer;

/// A question or message of a connection that is being made. The connecting thread waits for the
/// reply to a question.
public sealed interface ConnectionQuestion {

    /// Whether to trust a host key; `reply` gets true for yes.
    record HostKeyQuestion(HostKey key, Consumer<Boolean> reply) implements ConnectionQuestion {}

    /// Asks for a secret; `reply` gets empty when the admin cancels. `offer` says whether saving it
    /// is offered.
    record SecretQuestion(
            SecretRequest request, KeychainOffer offer, Consumer<Optional<GivenSecret>> reply)
            implements ConnectionQuestion {}

    /// A message that needs no reply: the keychain could not save a secret.
    record SecretNotSaved(Problem problem) implements ConnectionQuestion {}

    /// A message that needs no reply: the SSH configuration allows something that is not safe.
    record ConnectionWarning(Message warning) implements ConnectionQuestion {}
}
