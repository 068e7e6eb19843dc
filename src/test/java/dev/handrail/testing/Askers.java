package dev.handrail.testing;

import dev.handrail.remote.Connector.Asker;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Admins who answer what a test wants, and what they were asked.
public final class Askers implements Asker {
    private final boolean trusting;
    private final Function<SecretAsk, Optional<String>> answers;

    public final List<HostKey> keys = Collections.synchronizedList(new ArrayList<>());
    public final List<SecretAsk> asked = Collections.synchronizedList(new ArrayList<>());

    public final List<SecretAsk> accepted = Collections.synchronizedList(new ArrayList<>());
    public final List<SecretAsk> refused = Collections.synchronizedList(new ArrayList<>());

    private Askers(boolean trusting, Function<SecretAsk, Optional<String>> answers) {
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

    public static Askers answering(Function<SecretAsk, Optional<String>> answers) {
        return new Askers(true, answers);
    }

    public static Askers saying(String secret) {
        return answering(_ -> Optional.of(secret));
    }

    @Override
    public boolean trust(HostKey key) {
        keys.add(key);
        return trusting;
    }

    @Override
    public Optional<char[]> secret(SecretAsk ask) {
        asked.add(ask);
        return answers.apply(ask).map(String::toCharArray);
    }

    @Override
    public void accepted(SecretAsk ask) {
        accepted.add(ask);
    }

    @Override
    public void refused(SecretAsk ask) {
        refused.add(ask);
    }
}
