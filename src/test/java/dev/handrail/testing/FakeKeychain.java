package dev.handrail.testing;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.store.keychain.KeychainException;
import dev.handrail.store.keychain.SecretName;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A keychain in memory, which can be locked.
public final class FakeKeychain implements Keychain {
    private final Map<String, String> entries = new TreeMap<>();
    private boolean locked;

    /// With these entries, name and secret in turn.
    public FakeKeychain(String... entries) {
        for (int i = 0; i < entries.length; i += 2) {
            this.entries.put(entries[i], entries[i + 1]);
        }
    }

    public synchronized void lock() {
        locked = true;
    }

    public synchronized Map<String, String> entries() {
        return Map.copyOf(entries);
    }

    @Override
    public Optional<Problem> unavailableReason() {
        return Optional.empty();
    }

    @Override
    public synchronized List<SecretName> listNames() {
        return entries.keySet().stream().flatMap(name -> SecretName.of(name).stream()).toList();
    }

    @Override
    public synchronized Optional<char[]> findSecret(SecretName name) {
        return locked
                ? Optional.empty()
                : Optional.ofNullable(entries.get(name.entryName())).map(String::toCharArray);
    }

    @Override
    public synchronized void saveSecret(SecretName name, char[] secret) throws KeychainException {
        open();
        entries.put(name.entryName(), new String(secret));
    }

    @Override
    public synchronized void deleteSecret(SecretName name) throws KeychainException {
        open();
        entries.remove(name.entryName());
    }

    private void open() throws KeychainException {
        if (locked) {
            throw new KeychainException(
                    "not-kept", Message.literal("It is locked."), Message.EMPTY);
        }
    }
}
