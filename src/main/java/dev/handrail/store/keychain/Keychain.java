package dev.handrail.store.keychain;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where a desktop keeps secrets for its user, with Handrail's entries in it. What a call needs a
/// person for, such as opening a locked keychain, the desktop asks by itself.
public interface Keychain {
    /// The name of the service under which Handrail's entries stand.
    String SERVICE = "Handrail";

    /// Why nothing can be kept here, or empty.
    Optional<Problem> unavailableReason();

    /// What is kept. Asks no person.
    List<SecretName> listNames() throws KeychainException;

    /// Empty too where a person did not open the keychain.
    Optional<char[]> findSecret(SecretName name) throws KeychainException;

    /// Keeps it in place of one of the same name.
    void saveSecret(SecretName name, char[] secret) throws KeychainException;

    /// Nothing happens where there is none.
    void deleteSecret(SecretName name) throws KeychainException;

    /// Where there is none.
    static Keychain unavailableBecause(Problem why) {
        return new NoKeychain(why);
    }

    /// The one of this desktop. `os`: as the system property `os.name` has it.
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
                                Message.literal(
                                        "Handrail has no way to the keychain of this system."),
                                Message.literal(
                                        "An SSH agent can keep the passphrases of your keys.")));
    }
}
