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
    private final AtomicReference<Runnable> cancelReply = new AtomicReference<>(() -> {});

    /// `window` shows a question; it is called on the FX thread.
    public WindowCredentialPrompt(Consumer<ConnectionQuestion> window) {
        this.window = window;
    }

    @Override
    public boolean trustHostKey(HostKey key) {
        CompletableFuture<Boolean> reply = new CompletableFuture<>();
        cancelReply.set(() -> reply.complete(false));
        Platform.runLater(
                () -> window.accept(new ConnectionQuestion.HostKeyQuestion(key, reply::complete)));
        return reply.join();
    }

    @Override
    public Optional<GivenSecret> askSecret(SecretRequest request, KeychainOffer offer) {
        CompletableFuture<Optional<GivenSecret>> reply = new CompletableFuture<>();
        cancelReply.set(() -> reply.complete(Optional.empty()));
        Platform.runLater(() ->
                window.accept(
                        new ConnectionQuestion.SecretQuestion(request, offer, reply::complete)));
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

    /// The same prompt, but it answers no without prompt once `wanted` returns false.
    CredentialPrompt whileWanted(BooleanSupplier wanted) {
        return new CancellablePrompt(this, wanted);
    }

    private record CancellablePrompt(WindowCredentialPrompt prompt, BooleanSupplier wanted)
            implements CredentialPrompt {
        @Override
        public boolean trustHostKey(HostKey key) {
            return wanted.getAsBoolean() && prompt.trustHostKey(key);
        }

        @Override
        public Optional<GivenSecret> askSecret(SecretRequest request, KeychainOffer offer) {
            return wanted.getAsBoolean() ? prompt.askSecret(request, offer) : Optional.empty();
        }

        @Override
        public void secretNotStored(Problem problem) {
            prompt.secretNotStored(problem);
        }

        @Override
        public void showWarning(Message warning) {
            prompt.showWarning(warning);
        }

        @Override
        public boolean mayUseStored() {
            return prompt.mayUseStored();
        }
    }

    /// Answers the latest question with no, so that its thread no longer waits.
    public void cancelPrompt() {
        cancelReply.get().run();
    }
}
