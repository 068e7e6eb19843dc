package dev.handrail.testing;

import dev.handrail.model.Message;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.UserInteraction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Admins who answer what a test wants, and what they were asked.
public final class Askers implements UserInteraction {
    private final boolean trusting;
    private final Function<SecretRequest, Optional<String>> answers;

    public final List<HostKey> keys = Collections.synchronizedList(new ArrayList<>());
    public final List<SecretRequest> asked = Collections.synchronizedList(new ArrayList<>());

    public final List<SecretRequest> accepted = Collections.synchronizedList(new ArrayList<>());
    public final List<SecretRequest> refused = Collections.synchronizedList(new ArrayList<>());

    public final List<Message> warnings = Collections.synchronizedList(new ArrayList<>());

    private Askers(boolean trusting, Function<SecretRequest, Optional<String>> answers) {
        this.trusting = trusting;
        this.answers = answers;
    }

    /// Trusts nothing and knows nothing.
    public static Askers nobody() {
        return new Askers(false, _ -> Optional.empty());
    }

    public static Askers trusting() {
        return new Askers(true, _ -> Optional.empty());
    }

    public static Askers answering(Function<SecretRequest, Optional<String>> answers) {
        return new Askers(true, answers);
    }

    public static Askers saying(String secret) {
        return answering(_ -> Optional.of(secret));
    }

    @Override
    public boolean trustHostKey(HostKey key) {
        keys.add(key);
        return trusting;
    }

    @Override
    public Optional<char[]> askSecret(SecretRequest ask) {
        asked.add(ask);
        return answers.apply(ask).map(String::toCharArray);
    }

    @Override
    public void showWarning(Message warning) {
        warnings.add(warning);
    }

    @Override
    public void secretAccepted(SecretRequest ask) {
        accepted.add(ask);
    }

    @Override
    public void secretRejected(SecretRequest ask) {
        refused.add(ask);
    }
}
