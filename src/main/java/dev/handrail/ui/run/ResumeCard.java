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
    private final PageContext desk;

    public ResumeCard(PageContext desk) {
        this.desk = desk;
    }

    /// Goes on with a run that stands still.
    public void resumeRun(String id) {
        showConnecting("resume.title", "resume.text", how -> desk.runs().resumeRun(id, how));
    }

    /// Looks again at what a run has left behind.
    public void verifyRun(String id) {
        showConnecting("verify.title", "verify.text", how -> desk.runs().verifyRun(id, how));
    }

    private void showConnecting(String title, String text, Consumer<ConnectCallbacks> take) {
        AtomicBoolean wanted = new AtomicBoolean(true);
        Button stop =
                Ui.button(
                        desk.texts().get("common.cancel"),
                        () -> {
                            wanted.set(false);
                            desk.session().credentialPrompt().cancelPrompt();
                            desk.overlay().close();
                        });
        Runnable close =
                desk.overlay()
                        .showCard(
                                Overlay.createCard(
                                        desk.texts().get(title),
                                        Ui.wrappedText(desk.texts().get(text)),
                                        Ui.indeterminateBar()),
                                Overlay.buttonRow(stop),
                                stop,
                                stop::fire);
        take.accept(
                new ConnectCallbacks(
                        wanted::get,
                        () -> {
                            close.run();
                            desk.nav().goToRun();
                        },
                        problem -> {
                            close.run();
                            desk.overlay().showProblem(problem);
                        }));
    }
}
