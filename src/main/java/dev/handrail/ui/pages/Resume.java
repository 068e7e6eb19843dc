package dev.handrail.ui.pages;

import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Overlay;

import javafx.scene.control.Button;

/// Goes on with a run that stands still, and says so while its server is being reached.
final class Resume {
    private final Desk desk;

    Resume(Desk desk) {
        this.desk = desk;
    }

    void go(String id) {
        Button stop =
                Ui.button(
                        desk.texts().get("common.cancel"),
                        () -> {
                            desk.session().asking().cancel();
                            desk.overlay().close();
                        });
        Runnable close =
                desk.overlay()
                        .show(
                                Overlay.card(
                                        desk.texts().get("resume.title"),
                                        Ui.text(desk.texts().get("resume.text")),
                                        Ui.progress(),
                                        Overlay.buttons(stop)),
                                stop,
                                stop::fire);
        desk.runs()
                .resume(
                        id,
                        () -> {
                            close.run();
                            desk.nav().goToRun();
                        },
                        problem -> {
                            close.run();
                            desk.overlay().tell(problem);
                        });
    }
}
