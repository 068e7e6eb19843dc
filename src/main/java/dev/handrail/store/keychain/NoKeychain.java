package dev.handrail.store.keychain;

import dev.handrail.model.Problem;

import java.util.List;
import java.util.Optional;

/// No keychain.
record NoKeychain(Problem why) implements Keychain {
    @Override
    public Optional<Problem> unavailable() {
        return Optional.of(why);
    }

    @Override
    public List<SecretName> names() {
        return List.of();
    }

    @Override
    public Optional<char[]> find(SecretName name) {
        return Optional.empty();
    }

    @Override
    public void keep(SecretName name, char[] secret) throws KeychainFailed {
        throw new KeychainFailed("none", why.what(), why.todo());
    }

    @Override
    public void forget(SecretName name) {}
}
