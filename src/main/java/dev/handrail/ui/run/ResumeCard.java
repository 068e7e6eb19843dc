package dev.handrail.ui.run;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.session.ConnectCallbacks;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Resumes or verifies a run of the history, with a card while Handrail connects to its server.
public final class ResumeCard {
    private final PageContext context;

    public ResumeCard(PageContext context) {
        this.context = context;
    }

    /// Resumes a paused run, after it connects to the servers of that run.
    public void resumeRun(String id) {
        showConnecting("resume.title", "resume.text", how -> context.runs().resumeRun(id, how));
    }

    /// Verifies again the state that a run left. Verification is a run of its own.
    public void verifyRun(String id) {
        showConnecting("verify.title", "verify.text", how -> context.runs().verifyRun(id, how));
    }

    /// Removes the copy of an unfinished rehearsal, and calls `done` when it is gone.
    public void removeCopy(String id, Runnable done) {
        showConnecting(
                "rehearsal.remove",
                "rehearsal.remove-text",
                how ->
                        context.runs()
                                .rehearsals()
                                .abandonRehearsal(
                                        id,
                                        new ConnectCallbacks(
                                                how.wanted(),
                                                () -> {
                                                    context.overlay().close();
                                                    done.run();
                                                },
                                                how.failed())));
    }

    /// Shows the card and starts to connect. Escape and *Cancel* both stop it.
    private void showConnecting(
            String titleKey, String textKey, Consumer<ConnectCallbacks> connect) {
        AtomicBoolean wanted = new AtomicBoolean(true);
        Texts texts = context.texts();
        Button cancel = Ui.button(texts.get("common.cancel"), () -> cancelConnecting(wanted));
        Node text = Ui.wrappedText(texts.get(textKey));
        VBox card = Overlay.createCard(texts.get(titleKey), text, Ui.indeterminateBar());
        Runnable close =
                context.overlay().showCard(card, Overlay.buttonRow(cancel), cancel, cancel::fire);
        connect.accept(callbacks(wanted, close));
    }

    /// Withdraws the request and closes an open prompt for credentials. The callbacks then find
    /// that the run is no longer wanted.
    private void cancelConnecting(AtomicBoolean wanted) {
        wanted.set(false);
        context.session().credentialPrompt().cancelPrompt();
        context.overlay().close();
    }

    /// Closes the card in either case; then opens the page of the run, or shows the problem.
    private ConnectCallbacks callbacks(AtomicBoolean wanted, Runnable close) {
        return new ConnectCallbacks(
                wanted::get,
                () -> {
                    close.run();
                    context.nav().goToRun();
                },
                problem -> {
                    close.run();
                    context.overlay().showProblem(problem);
                });
    }
}
