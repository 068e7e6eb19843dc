package dev.handrail.app;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.store.keychain.KeychainException;
import dev.handrail.store.keychain.SecretName;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Handrail's secrets in the desktop's keychain. One thread makes all calls, one after the other
/// and only when needed, because each may wait for a person.
public final class KeychainSecrets implements AutoCloseable {
    private static final Duration AT_THE_END = Duration.ofSeconds(10);

    private final Keychain keychain;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("keychain").factory());
    private final Set<SecretName> refused = new HashSet<>();
    private volatile boolean available;

    KeychainSecrets(Keychain keychain) {
        this.keychain = keychain;
    }

    /// Why nothing can be saved here, or empty. Asks the keychain until it has answered well once;
    /// may wait for a person.
    public Optional<Problem> unavailableReason() {
        if (available) {
            return Optional.empty();
        }
        try {
            Optional<Problem> problem = callKeychain(keychain::unavailableReason);
            available = problem.isEmpty();
            return problem;
        } catch (KeychainException e) {
            return Optional.of(e.problem());
        }
    }

    /// The names of all saved secrets; none if the keychain cannot be used.
    public List<SecretName> storedNames() {
        try {
            return unavailableReason().isPresent() ? List.of() : callKeychain(keychain::listNames);
        } catch (KeychainException e) {
            return List.of();
        }
    }

    /// Deletes these; returns why one could not be deleted, and then leaves those after it.
    public Optional<Problem> forgetSecrets(List<SecretName> names) {
        try {
            callKeychain(() -> {
                for (SecretName name : names) {
                    keychain.deleteSecret(name);
                }
                return true;
            });
            return Optional.empty();
        } catch (KeychainException e) {
            return Optional.of(e.problem());
        }
    }

    /// Empty if it is not saved or the keychain cannot be used. May wait for a person.
    Optional<char[]> findSecret(SecretName name) {
        try {
            return unavailableReason().isPresent()
                    ? Optional.empty()
                    : callKeychain(() -> keychain.findSecret(name));
        } catch (KeychainException e) {
            return Optional.empty();
        }
    }

    /// Saves the secret later and wipes it afterwards. `failed`: called on the keychain's thread.
    void storeSecret(SecretName name, char[] secret, Consumer<Problem> failed) {
        runLater(() -> {
            try {
                keychain.saveSecret(name, secret);
            } catch (KeychainException e) {
                failed.accept(e.problem());
            } finally {
                Arrays.fill(secret, '\0');
            }
        });
    }

    /// Deletes a saved secret that a server refused; does not wait for the keychain.
    void removeRefused(SecretName name) {
        synchronized (this) {
            refused.add(name);
        }
        runLater(() -> {
            try {
                keychain.deleteSecret(name);
            } catch (KeychainException e) {
                // It is asked for, and what proves right takes its place.
            }
        });
    }

    /// Whether a server refused it since the last call with this name.
    synchronized boolean wasRefused(SecretName name) {
        return refused.remove(name);
    }

    private void runLater(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            // Handrail is closing.
        }
    }

    private <T> T callKeychain(Callable<T> work) throws KeychainException {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KeychainException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (RejectedExecutionException e) {
            throw noAnswer(Message.of("keychain.closing.what"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer(Message.of("keychain.interrupted.what"));
        }
    }

    private static KeychainException noAnswer(Message what) {
        return new KeychainException(new Problem("keychain.no-answer", what, Message.EMPTY));
    }

    /// Waits for secrets that are still being saved.
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(AT_THE_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
