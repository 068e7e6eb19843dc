package dev.handrail.testing;

import dev.handrail.model.Problem;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.store.keychain.KeychainFailed;
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
    public Optional<Problem> unavailable() {
        return Optional.empty();
    }

    @Override
    public synchronized List<SecretName> names() {
        return entries.keySet().stream().flatMap(name -> SecretName.of(name).stream()).toList();
    }

    @Override
    public synchronized Optional<char[]> find(SecretName name) {
        return locked
                ? Optional.empty()
                : Optional.ofNullable(entries.get(name.entry())).map(String::toCharArray);
    }

    @Override
    public synchronized void keep(SecretName name, char[] secret) throws KeychainFailed {
        open();
        entries.put(name.entry(), new String(secret));
    }

    @Override
    public synchronized void forget(SecretName name) throws KeychainFailed {
        open();
        entries.remove(name.entry());
    }

    private void open() throws KeychainFailed {
        if (locked) {
            throw new KeychainFailed("not-kept", "It is locked.", "");
        }
    }
}
