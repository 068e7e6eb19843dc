package dev.handrail.ui.session;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;

import javafx.application.Platform;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Shows the questions of a connection in the window. The connecting thread waits for the reply.
public final class WindowCredentialPrompt implements CredentialPrompt {
    private final Consumer<ConnectionQuestion> window;
    private final AtomicReference<Runnable> giveUp = new AtomicReference<>(() -> {});

    /// `window` shows a question; it is called on the FX thread.
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
    public void showWarning(Message warning) {
        Platform.runLater(() -> window.accept(new ConnectionQuestion.ConnectionWarning(warning)));
    }

    @Override
    public boolean mayUseStored() {
        return true;
    }

    /// The same prompt, but it answers no without asking once `wanted` returns false.
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
        public void showWarning(Message warning) {
            asking.showWarning(warning);
        }

        @Override
        public boolean mayUseStored() {
            return asking.mayUseStored();
        }
    }

    /// Answers the latest question with no, so that its thread no longer waits.
    public void cancelPrompt() {
        giveUp.get().run();
    }
}
