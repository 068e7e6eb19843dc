package dev.handrail.app;

import dev.handrail.app.CredentialPrompt.GivenSecret;
import dev.handrail.app.CredentialPrompt.KeychainOffer;
import dev.handrail.model.Message;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.store.keychain.SecretName;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks for a secret once and gives it again on each reconnect, so that a run that lost its
/// connection at night does not wait for a person. A secret that the person wants to keep goes into
/// the keychain once a server has accepted it, and comes from there the next time; a refused one is
/// deleted there. One-time codes are asked for each time and never kept.
final class CachingCredentials implements UserInteraction {
    private final CredentialPrompt person;
    private final KeychainSecrets secrets;
    private final Map<SecretName, CachedSecret> known = new HashMap<>();
    private final Set<HostKey> trusted = new HashSet<>();
    private final Set<Message> warned = new HashSet<>();

    /// `kept`: it comes from the keychain. `keep`: it goes there once a server accepts it.
    private record CachedSecret(char[] secret, boolean kept, boolean keep) {}

    CachingCredentials(CredentialPrompt person, KeychainSecrets secrets) {
        this.person = person;
        this.secrets = secrets;
    }

    /// Asks once for each key: one that cannot be saved is unknown again at each reconnect.
    @Override
    public boolean trustHostKey(HostKey key) {
        synchronized (known) {
            if (trusted.contains(key)) {
                return true;
            }
        }
        boolean answer = person.trustHostKey(key);
        if (answer) {
            synchronized (known) {
                trusted.add(key);
            }
        }
        return answer;
    }

    /// Once: a reconnect says nothing new.
    @Override
    public void showWarning(Message warning) {
        boolean fresh;
        synchronized (known) {
            fresh = warned.add(warning);
        }
        if (fresh) {
            person.showWarning(warning);
        }
    }

    @Override
    public void awaitTouch(String request) {
        person.awaitTouch(request);
    }

    @Override
    public Optional<char[]> askSecret(SecretRequest ask) {
        if (!isReusable(ask)) {
            return person.askSecret(ask, KeychainOffer.NOT_OFFERED).map(GivenSecret::secret);
        }
        if (ask.attempt() > 1) {
            secretRejected(ask);
        }
        return cachedSecret(secretName(ask)).or(() -> askKeychain(ask));
    }

    /// Gives the stored secret, or asks the person if the keychain has none that may be right.
    private Optional<char[]> askKeychain(SecretRequest ask) {
        SecretName name = secretName(ask);
        if (!person.mayUseStored() || secrets.unavailableReason().isPresent()) {
            return askPerson(ask, KeychainOffer.NOT_OFFERED);
        }
        if (secrets.wasRefused(name)) {
            return askPerson(ask, KeychainOffer.REFUSED);
        }
        Optional<char[]> stored = ask.attempt() == 1 ? secrets.findSecret(name) : Optional.empty();
        stored.ifPresent(secret -> putCached(name, new CachedSecret(secret, true, false)));
        return stored.isPresent() ? cachedSecret(name) : askPerson(ask, KeychainOffer.OFFERED);
    }

    private Optional<char[]> askPerson(SecretRequest ask, KeychainOffer keeping) {
        Optional<GivenSecret> given = person.askSecret(ask, keeping);
        given.ifPresent(one -> {
            boolean keep = keeping != KeychainOffer.NOT_OFFERED && one.keep();
            putCached(secretName(ask), new CachedSecret(one.secret().clone(), false, keep));
        });
        return given.map(GivenSecret::secret);
    }

    @Override
    public void secretAccepted(SecretRequest ask) {
        person.secretAccepted(ask);
        SecretName name = secretName(ask);
        CachedSecret held = isReusable(ask) ? findCached(name) : null;
        if (held != null && held.keep()) {
            putCached(name, new CachedSecret(held.secret(), false, false));
            secrets.storeSecret(name, held.secret().clone(), person::secretNotStored);
        }
    }

    @Override
    public void secretRejected(SecretRequest ask) {
        SecretName name = secretName(ask);
        CachedSecret held;
        synchronized (known) {
            held = isReusable(ask) ? known.remove(name) : null;
        }
        if (held != null && held.kept()) {
            secrets.removeRefused(name);
        }
    }

    private Optional<char[]> cachedSecret(SecretName name) {
        return Optional.ofNullable(findCached(name)).map(held -> held.secret().clone());
    }

    private @Nullable CachedSecret findCached(SecretName name) {
        synchronized (known) {
            return known.get(name);
        }
    }

    private void putCached(SecretName name, CachedSecret held) {
        synchronized (known) {
            known.put(name, held);
        }
    }

    private static SecretName secretName(SecretRequest ask) {
        return switch (ask.kind()) {
            case PASSWORD, KEYBOARD_INTERACTIVE ->
                    new SecretName(ask.account(), SecretName.SecretKind.PASSWORD, "");
            case SUDO -> new SecretName(ask.account(), SecretName.SecretKind.SUDO, "");
            case PASSPHRASE ->
                    new SecretName(ask.account(), SecretName.SecretKind.PASSPHRASE, ask.who());
        };
    }

    /// Whether the same answer is right again: false for one-time codes and visible prompts.
    private static boolean isReusable(SecretRequest ask) {
        return switch (ask.kind()) {
            case PASSWORD, PASSPHRASE, SUDO -> true;
            case KEYBOARD_INTERACTIVE -> PromptKind.of(ask) == PromptKind.PASSWORD;
        };
    }
}
