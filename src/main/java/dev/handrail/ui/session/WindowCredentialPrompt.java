package dev.handrail.ui.session;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;

import javafx.application.Platform;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Carries a connection's questions to the window and waits for the replies.
public final class WindowCredentialPrompt implements CredentialPrompt {
    private final Consumer<ConnectionQuestion> window;
    private final AtomicReference<Runnable> giveUp = new AtomicReference<>(() -> {});

    /// `window`: shows a question; called on the FX thread.
    public WindowCredentialPrompt(Consumer<ConnectionQuestion> window) {
        this.window = window;
    }

    @Override
    public boolean trustHostKey(HostKey key) {
        CompletableFuture<Boolean> reply = new CompletableFuture<>();
        giveUp.set(() -> reply.complete(false));
        Platform.runLater(
                () -> window.accept(new ConnectionQuestion.HostKeyQuestion(key, reply::complete)));
        return reply.join();
    }

    @Override
    public Optional<GivenSecret> askSecret(SecretRequest ask, KeychainOffer keeping) {
        CompletableFuture<Optional<GivenSecret>> reply = new CompletableFuture<>();
        giveUp.set(() -> reply.complete(Optional.empty()));
        Platform.runLater(() ->
                window.accept(
                        new ConnectionQuestion.SecretQuestion(ask, keeping, reply::complete)));
        return reply.join();
    }

    @Override
    public void secretNotStored(Problem problem) {
        Platform.runLater(() -> window.accept(new ConnectionQuestion.SecretNotSaved(problem)));
    }

    @Override
    public boolean mayUseStored() {
        return true;
    }

    /// The same, which answers with no by itself once it is not wanted any more.
    CredentialPrompt whileWanted(BooleanSupplier wanted) {
        return new CancellablePrompt(this, wanted);
    }

    private record CancellablePrompt(WindowCredentialPrompt asking, BooleanSupplier wanted)
            implements CredentialPrompt {
        @Override
        public boolean trustHostKey(HostKey key) {
            return wanted.getAsBoolean() && asking.trustHostKey(key);
        }

        @Override
        public Optional<GivenSecret> askSecret(SecretRequest ask, KeychainOffer keeping) {
            return wanted.getAsBoolean() ? asking.askSecret(ask, keeping) : Optional.empty();
        }

        @Override
        public void secretNotStored(Problem problem) {
            asking.secretNotStored(problem);
        }

        @Override
        public boolean mayUseStored() {
            return asking.mayUseStored();
        }
    }

    /// Answers what is asked now with no.
    public void cancelPrompt() {
        giveUp.get().run();
    }
}
