package dev.handrail.ui.session;

import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;

import java.util.Optional;
import java.util.function.Consumer;

/// Something a connection asks while it is made. The connecting thread waits for the reply.
public sealed interface Ask {

    record Trust(HostKey key, Consumer<Boolean> reply) implements Ask {}

    record Secret(SecretAsk ask, Consumer<Optional<char[]>> reply) implements Ask {}
}
