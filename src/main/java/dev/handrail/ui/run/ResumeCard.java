package dev.handrail.ui.run;

import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.session.ConnectCallbacks;

import javafx.scene.control.Button;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Takes up a run of the history, and says so while its server is being reached.
public final class ResumeCard {
    private final PageContext context;

    public ResumeCard(PageContext context) {
        this.context = context;
    }

    /// Goes on with a run that stands still.
    public void resumeRun(String id) {
        showConnecting("resume.title", "resume.text", how -> context.runs().resumeRun(id, how));
    }

    /// Looks again at what a run has left behind.
    public void verifyRun(String id) {
        showConnecting("verify.title", "verify.text", how -> context.runs().verifyRun(id, how));
    }

    private void showConnecting(String title, String text, Consumer<ConnectCallbacks> take) {
        AtomicBoolean wanted = new AtomicBoolean(true);
        Button stop =
                Ui.button(
                        context.texts().get("common.cancel"),
                        () -> {
                            wanted.set(false);
                            context.session().credentialPrompt().cancelPrompt();
                            context.overlay().close();
                        });
        Runnable close =
                context.overlay()
                        .showCard(
                                Overlay.createCard(
                                        context.texts().get(title),
                                        Ui.wrappedText(context.texts().get(text)),
                                        Ui.indeterminateBar()),
                                Overlay.buttonRow(stop),
                                stop,
                                stop::fire);
        take.accept(
                new ConnectCallbacks(
                        wanted::get,
                        () -> {
                            close.run();
                            context.nav().goToRun();
                        },
                        problem -> {
                            close.run();
                            context.overlay().showProblem(problem);
                        }));
    }
}
