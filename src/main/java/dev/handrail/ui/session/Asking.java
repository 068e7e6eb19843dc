package dev.handrail.ui.session;

import dev.handrail.app.Person;
import dev.handrail.model.Problem;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;

import javafx.application.Platform;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Carries a connection's questions to the window and waits for the replies.
public final class Asking implements Person {
    private final Consumer<Ask> window;
    private final AtomicReference<Runnable> giveUp = new AtomicReference<>(() -> {});

    /// `window`: shows a question; called on the FX thread.
    public Asking(Consumer<Ask> window) {
        this.window = window;
    }

    @Override
    public boolean trust(HostKey key) {
        CompletableFuture<Boolean> reply = new CompletableFuture<>();
        giveUp.set(() -> reply.complete(false));
        Platform.runLater(() -> window.accept(new Ask.Trust(key, reply::complete)));
        return reply.join();
    }

    @Override
    public Optional<Given> secret(SecretAsk ask, Keeping keeping) {
        CompletableFuture<Optional<Given>> reply = new CompletableFuture<>();
        giveUp.set(() -> reply.complete(Optional.empty()));
        Platform.runLater(() -> window.accept(new Ask.Secret(ask, keeping, reply::complete)));
        return reply.join();
    }

    @Override
    public void notKept(Problem problem) {
        Platform.runLater(() -> window.accept(new Ask.NotKept(problem)));
    }

    @Override
    public boolean mayUseKept() {
        return true;
    }

    /// The same, which answers with no by itself once it is not wanted any more.
    Person whileWanted(BooleanSupplier wanted) {
        return new WhileWanted(this, wanted);
    }

    private record WhileWanted(Asking asking, BooleanSupplier wanted) implements Person {
        @Override
        public boolean trust(HostKey key) {
            return wanted.getAsBoolean() && asking.trust(key);
        }

        @Override
        public Optional<Given> secret(SecretAsk ask, Keeping keeping) {
            return wanted.getAsBoolean() ? asking.secret(ask, keeping) : Optional.empty();
        }

        @Override
        public void notKept(Problem problem) {
            asking.notKept(problem);
        }

        @Override
        public boolean mayUseKept() {
            return asking.mayUseKept();
        }
    }

    /// Answers what is asked now with no.
    public void cancel() {
        giveUp.get().run();
    }
}
