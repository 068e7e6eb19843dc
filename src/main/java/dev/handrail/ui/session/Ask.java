package dev.handrail.ui.session;

import dev.handrail.app.Person.Given;
import dev.handrail.app.Person.Keeping;
import dev.handrail.model.Problem;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;

import java.util.Optional;
import java.util.function.Consumer;

/// Something a connection asks while it is made. The connecting thread waits for the reply.
public sealed interface Ask {

    record Trust(HostKey key, Consumer<Boolean> reply) implements Ask {}

    record Secret(SecretAsk ask, Keeping keeping, Consumer<Optional<Given>> reply) implements Ask {}

    /// Nothing to answer: a secret could not be kept as was wished.
    record NotKept(Problem problem) implements Ask {}
}
