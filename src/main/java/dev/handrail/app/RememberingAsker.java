package dev.handrail.app;

import dev.handrail.app.Person.Given;
import dev.handrail.app.Person.Keeping;
import dev.handrail.remote.Connector.Asker;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;
import dev.handrail.store.keychain.SecretName;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Asks for a secret once and gives it again when the connection is made anew, so that a run that
/// lost its link at night does not wait for a person. One that the person wants kept goes into the
/// keychain once it has proved right, and is taken from there the next time; one from there that is
/// refused is removed. One-time codes are asked for each time and kept nowhere.
final class RememberingAsker implements Asker {
    private static final Pattern PASSWORD = Pattern.compile("(?is).*\\bpassword\\b.*");
    private static final Pattern FOR_ONE_TIME =
            Pattern.compile(
                    "(?is).*\\b(one[- ]?time|once|otp|oath|totp|hotp|token|code|new|retype)\\b.*");

    private final Person person;
    private final Secrets secrets;
    private final Map<SecretName, Held> known = new HashMap<>();

    /// `kept`: it comes from the keychain. `keep`: it is to go there.
    private record Held(char[] secret, boolean kept, boolean keep) {}

    RememberingAsker(Person person, Secrets secrets) {
        this.person = person;
        this.secrets = secrets;
    }

    @Override
    public boolean trust(HostKey key) {
        return person.trust(key);
    }

    @Override
    public Optional<char[]> secret(SecretAsk ask) {
        if (!lasts(ask)) {
            return person.secret(ask, Keeping.NOT_OFFERED).map(Given::secret);
        }
        SecretName name = name(ask);
        if (ask.attempt() > 1) {
            refused(ask);
        }
        Optional<char[]> before = before(name);
        if (before.isPresent()) {
            return before;
        }
        if (!person.mayUseKept() || secrets.unavailable().isPresent()) {
            return given(ask, Keeping.NOT_OFFERED);
        }
        if (secrets.wasRefused(name)) {
            return given(ask, Keeping.REFUSED);
        }
        Optional<char[]> kept = ask.attempt() == 1 ? secrets.find(name) : Optional.empty();
        if (kept.isEmpty()) {
            return given(ask, Keeping.OFFERED);
        }
        remember(name, new Held(kept.get(), true, false));
        return before(name);
    }

    private Optional<char[]> given(SecretAsk ask, Keeping keeping) {
        Optional<Given> given = person.secret(ask, keeping);
        given.ifPresent(one -> {
            boolean keep = keeping != Keeping.NOT_OFFERED && one.keep();
            remember(name(ask), new Held(one.secret().clone(), false, keep));
        });
        return given.map(Given::secret);
    }

    @Override
    public void accepted(SecretAsk ask) {
        SecretName name = name(ask);
        Held held = lasts(ask) ? held(name) : null;
        if (held != null && held.keep()) {
            remember(name, new Held(held.secret(), false, false));
            secrets.keep(name, held.secret().clone(), person::notKept);
        }
    }

    @Override
    public void refused(SecretAsk ask) {
        SecretName name = name(ask);
        Held held;
        synchronized (known) {
            held = lasts(ask) ? known.remove(name) : null;
        }
        if (held != null && held.kept()) {
            secrets.refused(name);
        }
    }

    private Optional<char[]> before(SecretName name) {
        return Optional.ofNullable(held(name)).map(held -> held.secret().clone());
    }

    private @Nullable Held held(SecretName name) {
        synchronized (known) {
            return known.get(name);
        }
    }

    private void remember(SecretName name, Held held) {
        synchronized (known) {
            known.put(name, held);
        }
    }

    private static SecretName name(SecretAsk ask) {
        return switch (ask.kind()) {
            case PASSWORD, KEYBOARD_INTERACTIVE ->
                    new SecretName(ask.account(), SecretName.Kind.PASSWORD, "");
            case SUDO -> new SecretName(ask.account(), SecretName.Kind.SUDO, "");
            case PASSPHRASE -> new SecretName(ask.account(), SecretName.Kind.PASSPHRASE, ask.who());
        };
    }

    private static boolean lasts(SecretAsk ask) {
        return switch (ask.kind()) {
            case PASSWORD, PASSPHRASE, SUDO -> true;
            case KEYBOARD_INTERACTIVE ->
                    !ask.visible()
                            && PASSWORD.matcher(ask.prompt()).matches()
                            && !FOR_ONE_TIME.matcher(ask.prompt()).matches();
        };
    }
}
