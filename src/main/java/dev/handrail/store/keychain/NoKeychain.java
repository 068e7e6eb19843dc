package dev.handrail.store.keychain;

import dev.handrail.model.Problem;

import java.util.List;
import java.util.Optional;

/// Stands in on a desktop without a usable keychain: it finds nothing and refuses to save.
record NoKeychain(Problem why) implements Keychain {
    @Override
    public Optional<Problem> unavailableReason() {
        return Optional.of(why);
    }

    @Override
    public List<SecretName> listNames() {
        return List.of();
    }

    @Override
    public Optional<char[]> findSecret(SecretName name) {
        return Optional.empty();
    }

    @Override
    public void saveSecret(SecretName name, char[] secret) throws KeychainException {
        throw new KeychainException(why);
    }

    @Override
    public void deleteSecret(SecretName name) {}
}
