package dev.handrail.ui.pages;

import atlantafx.base.theme.Styles;

import dev.handrail.detect.Found;
import dev.handrail.model.Finding;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.plan.Remedy;
import dev.handrail.remote.Link;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.Fixes;
import dev.handrail.ui.session.Session;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Overlay;
import dev.handrail.ui.shell.PageKind;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// What can be done about the findings of a plan that has not begun: mend them, or set them aside.
final class FindingDeeds {
    private final Desk desk;
    private final Texts texts;
    private final Session session;
    private final Runnable changed;

    /// `changed`: called when a command begins or ends.
    FindingDeeds(Desk desk, Runnable changed) {
        this.desk = desk;
        this.texts = desk.texts();
        this.session = desk.session();
        this.changed = changed;
    }

    void waive(Finding finding, boolean on) {
        if (on) {
            desk.overlay()
                    .reason(
                            texts.get("plan.waive-title", texts.said(finding.title())),
                            texts.get("plan.waive-text"),
                            texts.get("plan.waive"),
                            reason -> waivers(finding.key(), reason));
        } else {
            waivers(finding.key(), "");
        }
    }

    private void waivers(String key, String reason) {
        session.wishProperty().set(session.wishProperty().get().waiving(key, reason));
    }

    /// Runs a command that mends a finding, and shows what came of it.
    Node fix(Finding finding) {
        VBox box = Ui.column(6);
        String command = finding.fix();
        show(box, finding);
        session.fixes()
                .watch(
                        command,
                        () -> {
                            show(box, finding);
                            changed.run();
                        });
        return box;
    }

    private void show(VBox box, Finding finding) {
        Button run = Ui.button(texts.get("plan.fix-run"), () -> confirm(finding), Styles.SMALL);
        run.setId("fix-run");
        box.getChildren().setAll(run);
        switch (session.fixes().state(finding.fix()).orElse(null)) {
            case null -> {}
            case Fixes.State.Running(String server) -> {
                run.setDisable(true);
                box.getChildren()
                        .addAll(
                                Ui.text(texts.get("plan.fix-running", server), "muted"),
                                Ui.progress());
            }
            case Fixes.State.Lost(String why) ->
                    box.getChildren()
                            .add(
                                    Notice.of(
                                            texts,
                                            new Problem("link", why, texts.get("plan.fix-lost"))));
            case Fixes.State.Ended ended -> ended(box, ended);
        }
    }

    private void ended(VBox box, Fixes.State.Ended ended) {
        String said =
                ended.exit() < 0
                        ? texts.count("plan.fix-left", Fixes.LIMIT.toMinutes())
                        : texts.get("plan.fix-ended", ended.exit());
        box.getChildren().add(Ui.text(said, "strong"));
        if (ended.output().isEmpty()) {
            box.getChildren().add(Ui.text(texts.get("plan.fix-silent"), "muted"));
        } else {
            TextArea output = ScriptView.area(ended.output());
            output.setId("fix-output");
            output.setAccessibleText(texts.get("plan.fix-output"));
            box.getChildren().add(output);
        }
        Button again =
                Ui.button(
                        texts.get("detect.again"),
                        () -> {
                            session.lookAgain();
                            desk.nav().go(PageKind.DETECT);
                        },
                        Styles.SMALL,
                        Styles.ACCENT);
        again.setId("fix-look");
        again.setDisable(session.fixes().running());
        box.getChildren().add(Ui.row(8, again));
    }

    private void confirm(Finding finding) {
        Optional<Problem> readOnly = desk.engine().journal().readOnly();
        Optional<Link> link =
                session.link()
                        .filter(there -> session.stateProperty().get() == Session.State.CONNECTED);
        Optional<Found> found = Optional.ofNullable(session.foundProperty().get());
        if (readOnly.isPresent()) {
            desk.overlay().tell(readOnly.get());
        } else if (link.isEmpty() || found.isEmpty()) {
            desk.overlay()
                    .tell(
                            new Problem(
                                    "fix.not-connected",
                                    texts.get("plan.fix-not-connected"),
                                    texts.get("plan.fix-not-connected-todo")));
        } else {
            ask(link.get(), found.get(), finding);
        }
    }

    private void ask(Link link, Found found, Finding finding) {
        Overlay overlay = desk.overlay();
        Target target = link.target();
        TextArea exact = ScriptView.area(finding.fix());
        exact.setWrapText(true);
        exact.setId("fix-command");
        exact.setAccessibleText(texts.get("plan.fix-command"));
        Button cancel = Ui.button(texts.get("common.cancel"), overlay::close);
        Button yes =
                Ui.button(
                        texts.get("plan.fix-yes"),
                        () -> {
                            overlay.close();
                            session.fixes()
                                    .run(
                                            link,
                                            finding.fix(),
                                            Remedy.plan(
                                                    found.runbook(),
                                                    found.facts(),
                                                    finding,
                                                    Fixes.LIMIT));
                        },
                        Styles.DANGER);
        yes.setId("overlay-ok");
        String where =
                target.privilege() == Target.Privilege.NONE
                        ? texts.get("plan.fix-where", target.address())
                        : texts.get("plan.fix-where-sudo", target.address());
        overlay.show(
                Overlay.card(
                        texts.get("plan.fix-title"),
                        Ui.text(where, "strong"),
                        exact,
                        Ui.text(texts.get("plan.fix-text"))),
                Overlay.buttons(cancel, yes),
                cancel,
                overlay::close);
    }
}
