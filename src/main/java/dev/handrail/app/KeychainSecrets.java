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

/// What is kept in the desktop's keychain. The keychain is spoken to on one thread, one call after
/// the other, and only when something is asked for: each call may wait for a person.
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

    /// Why nothing can be kept here, or empty.
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

    /// The names of what is kept.
    public List<SecretName> storedNames() {
        try {
            return unavailableReason().isPresent() ? List.of() : callKeychain(keychain::listNames);
        } catch (KeychainException e) {
            return List.of();
        }
    }

    /// Removes these; returns why one could not be.
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

    Optional<char[]> findSecret(SecretName name) {
        try {
            return unavailableReason().isPresent()
                    ? Optional.empty()
                    : callKeychain(() -> keychain.findSecret(name));
        } catch (KeychainException e) {
            return Optional.empty();
        }
    }

    /// Keeps it without waiting for it.
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

    /// Removes what was kept and is wrong, without waiting for it.
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

    /// Whether one was refused since this was last asked.
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
