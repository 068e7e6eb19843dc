package dev.handrail.store.keychain;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The desktop's store of secrets for its user. Where a call needs a person, for example to unlock
/// the keychain, the desktop asks.
public interface Keychain {
    /// The name of the service of all of Handrail's entries.
    String SERVICE = "Handrail";

    /// Why this keychain cannot be used, or empty.
    Optional<Problem> unavailableReason();

    /// The names of all entries of Handrail; never makes the desktop ask.
    List<SecretName> listNames() throws KeychainException;

    /// Empty if there is no such entry, or if the person did not unlock the keychain.
    Optional<char[]> findSecret(SecretName name) throws KeychainException;

    /// Replaces an entry of the same name.
    void saveSecret(SecretName name, char[] secret) throws KeychainException;

    /// Does nothing if there is no such entry.
    void deleteSecret(SecretName name) throws KeychainException;

    /// Stands in where no keychain can be used.
    static Keychain unavailableBecause(Problem why) {
        return new NoKeychain(why);
    }

    /// The keychain of this desktop. `os`: the system property `os.name`.
    static Keychain ofDesktop(String os, Map<String, String> environment) {
        String system = os.toLowerCase(Locale.ROOT);
        if (system.startsWith("linux")) {
            return new SecretService(new KeychainProgram("secret-tool", environment));
        }
        return system.startsWith("mac")
                ? new MacKeychain(new KeychainProgram("/usr/bin/security", environment))
                : unavailableBecause(
                        new Problem(
                                "keychain.none",
                                Message.of("store.keychain.none.what"),
                                Message.of("store.keychain.none.todo")));
    }
}
