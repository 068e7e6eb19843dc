package dev.handrail.app;

import dev.handrail.remote.Connector.Asker;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Asks for a secret once and gives it again when the connection is made anew, so that a run that
/// lost its link at night does not wait for a person. One-time codes are asked for each time. Kept
/// in memory alone.
final class RememberingAsker implements Asker {
    private final Asker person;
    private final Map<String, char[]> known = new HashMap<>();

    RememberingAsker(Asker person) {
        this.person = person;
    }

    @Override
    public boolean trust(HostKey key) {
        return person.trust(key);
    }

    @Override
    public Optional<char[]> secret(SecretAsk ask) {
        if (!lasts(ask)) {
            return person.secret(ask);
        }
        String name = ask.kind() + " " + ask.who();
        Optional<char[]> before = before(name, ask.attempt());
        if (before.isPresent()) {
            return before;
        }
        Optional<char[]> given = person.secret(ask);
        given.ifPresent(secret -> remember(name, secret));
        return given;
    }

    private synchronized Optional<char[]> before(String name, int attempt) {
        if (attempt > 1) {
            known.remove(name);
        }
        return Optional.ofNullable(known.get(name)).map(char[]::clone);
    }

    private synchronized void remember(String name, char[] secret) {
        known.put(name, secret.clone());
    }

    private static boolean lasts(SecretAsk ask) {
        return switch (ask.kind()) {
            case PASSWORD, PASSPHRASE, SUDO -> true;
            case KEYBOARD_INTERACTIVE ->
                    !ask.visible() && ask.prompt().toLowerCase(Locale.ROOT).contains("password");
        };
    }
}
