package dev.handrail.ui.pages;

import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.Reaching;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Overlay;

import javafx.scene.control.Button;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Takes up a run of the history, and says so while its server is being reached.
final class Resume {
    private final Desk desk;

    Resume(Desk desk) {
        this.desk = desk;
    }

    /// Goes on with a run that stands still.
    void go(String id) {
        reaching("resume.title", "resume.text", how -> desk.runs().resume(id, how));
    }

    /// Looks again at what a run has left behind.
    void verify(String id) {
        reaching("verify.title", "verify.text", how -> desk.runs().verify(id, how));
    }

    private void reaching(String title, String text, Consumer<Reaching> take) {
        AtomicBoolean wanted = new AtomicBoolean(true);
        Button stop =
                Ui.button(
                        desk.texts().get("common.cancel"),
                        () -> {
                            wanted.set(false);
                            desk.session().asking().cancel();
                            desk.overlay().close();
                        });
        Runnable close =
                desk.overlay()
                        .show(
                                Overlay.card(
                                        desk.texts().get(title),
                                        Ui.text(desk.texts().get(text)),
                                        Ui.progress()),
                                Overlay.buttons(stop),
                                stop,
                                stop::fire);
        take.accept(
                new Reaching(
                        wanted::get,
                        () -> {
                            close.run();
                            desk.nav().goToRun();
                        },
                        problem -> {
                            close.run();
                            desk.overlay().tell(problem);
                        }));
    }
}
