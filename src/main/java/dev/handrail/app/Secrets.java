package dev.handrail.app;

import dev.handrail.model.Problem;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.store.keychain.KeychainFailed;
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
public final class Secrets implements AutoCloseable {
    private static final Duration AT_THE_END = Duration.ofSeconds(10);

    private final Keychain keychain;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("keychain").factory());
    private final Set<SecretName> refused = new HashSet<>();
    private volatile boolean available;

    Secrets(Keychain keychain) {
        this.keychain = keychain;
    }

    /// Why nothing can be kept here, or empty.
    public Optional<Problem> unavailable() {
        if (available) {
            return Optional.empty();
        }
        try {
            Optional<Problem> problem = on(keychain::unavailable);
            available = problem.isEmpty();
            return problem;
        } catch (KeychainFailed e) {
            return Optional.of(e.problem());
        }
    }

    /// The names of what is kept.
    public List<SecretName> kept() {
        try {
            return unavailable().isPresent() ? List.of() : on(keychain::names);
        } catch (KeychainFailed e) {
            return List.of();
        }
    }

    /// Removes these; returns why one could not be.
    public Optional<Problem> forget(List<SecretName> names) {
        try {
            on(() -> {
                for (SecretName name : names) {
                    keychain.forget(name);
                }
                return true;
            });
            return Optional.empty();
        } catch (KeychainFailed e) {
            return Optional.of(e.problem());
        }
    }

    Optional<char[]> find(SecretName name) {
        try {
            return unavailable().isPresent() ? Optional.empty() : on(() -> keychain.find(name));
        } catch (KeychainFailed e) {
            return Optional.empty();
        }
    }

    /// Keeps it without waiting for it.
    void keep(SecretName name, char[] secret, Consumer<Problem> failed) {
        later(() -> {
            try {
                keychain.keep(name, secret);
            } catch (KeychainFailed e) {
                failed.accept(e.problem());
            } finally {
                Arrays.fill(secret, '\0');
            }
        });
    }

    /// Removes what was kept and is wrong, without waiting for it.
    void refused(SecretName name) {
        synchronized (this) {
            refused.add(name);
        }
        later(() -> {
            try {
                keychain.forget(name);
            } catch (KeychainFailed e) {
                // It is asked for, and what proves right takes its place.
            }
        });
    }

    /// Whether one was refused since this was last asked.
    synchronized boolean wasRefused(SecretName name) {
        return refused.remove(name);
    }

    private void later(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            // Handrail is closing.
        }
    }

    private <T> T on(Callable<T> work) throws KeychainFailed {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KeychainFailed failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (RejectedExecutionException e) {
            throw new KeychainFailed("no-answer", "Handrail is closing.", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeychainFailed("no-answer", "The keychain was not waited for.", "");
        }
    }

    /// Lets what is being kept get there.
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
