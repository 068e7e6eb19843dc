package dev.handrail.ui.plan;

import atlantafx.base.theme.Styles;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.plan.FixPlanner;
import dev.handrail.remote.ServerConnection;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.ScriptView;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.session.FindingFixes;
import dev.handrail.ui.session.WindowSession;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// What can be done about the findings of a plan that has not begun: mend them, or set them aside.
final class FindingActions {
    private final PageContext desk;
    private final Texts texts;
    private final WindowSession session;
    private final Runnable changed;

    /// `changed`: called when a command begins or ends.
    FindingActions(PageContext desk, Runnable changed) {
        this.desk = desk;
        this.texts = desk.texts();
        this.session = desk.session();
        this.changed = changed;
    }

    void setWaived(Finding finding, boolean on) {
        if (on) {
            desk.overlay()
                    .askForReason(
                            texts.get("plan.waive-title", texts.inUserLanguage(finding.title())),
                            texts.get("plan.waive-text"),
                            texts.get("plan.waive"),
                            reason -> updateWaiver(finding.key(), reason));
        } else {
            updateWaiver(finding.key(), "");
        }
    }

    private void updateWaiver(String key, String reason) {
        session.wishProperty().set(session.wishProperty().get().withWaiver(key, reason));
    }

    /// Runs a command that mends a finding, and shows what came of it.
    Node fixControls(Finding finding) {
        VBox box = Ui.column(6);
        String command = finding.command();
        showFix(box, finding);
        session.findingFixes()
                .watchCommand(
                        command,
                        () -> {
                            showFix(box, finding);
                            changed.run();
                        });
        return box;
    }

    private void showFix(VBox box, Finding finding) {
        Button run =
                Ui.button(texts.get("plan.fix-run"), () -> checkFixPossible(finding), Styles.SMALL);
        run.setId("fix-run");
        box.getChildren().setAll(run);
        switch (session.findingFixes().findState(finding.command()).orElse(null)) {
            case null -> {}
            case FindingFixes.FixState.FixRunning(String server) -> {
                run.setDisable(true);
                box.getChildren()
                        .addAll(
                                Ui.wrappedText(texts.get("plan.fix-running", server), "muted"),
                                Ui.indeterminateBar());
            }
            case FindingFixes.FixState.FixLost(Message why) ->
                    box.getChildren()
                            .add(
                                    NoticeBox.of(
                                            texts,
                                            new Problem("link", why, Message.of("plan.fix-lost"))));
            case FindingFixes.FixState.FixEnded ended -> showFixEnded(box, ended);
        }
    }

    private void showFixEnded(VBox box, FindingFixes.FixState.FixEnded ended) {
        String said =
                ended.exit() < 0
                        ? texts.pluralText("plan.fix-left", FindingFixes.LIMIT.toMinutes())
                        : texts.get("plan.fix-ended", ended.exit());
        box.getChildren().add(Ui.wrappedText(said, "strong"));
        if (ended.output().isEmpty()) {
            box.getChildren().add(Ui.wrappedText(texts.get("plan.fix-silent"), "muted"));
        } else {
            TextArea output = ScriptView.textArea(ended.output());
            output.setId("fix-output");
            output.setAccessibleText(texts.get("plan.fix-output"));
            box.getChildren().add(output);
        }
        Button again =
                Ui.button(
                        texts.get("detect.again"),
                        () -> {
                            session.forgetDetection();
                            desk.nav().goToPage(PageKind.DETECT);
                        },
                        Styles.SMALL,
                        Styles.ACCENT);
        again.setId("fix-look");
        again.setDisable(session.findingFixes().isRunning());
        box.getChildren().add(Ui.row(8, again));
    }

    private void checkFixPossible(Finding finding) {
        Optional<Problem> readOnly = desk.engine().journal().readOnlyReason();
        Optional<ServerConnection> link =
                session.currentLink()
                        .filter(there ->
                                session.stateProperty().get()
                                        == WindowSession.ConnectionState.CONNECTED);
        Optional<DetectedProduct> found = Optional.ofNullable(session.foundProperty().get());
        if (readOnly.isPresent()) {
            desk.overlay().showProblem(readOnly.get());
        } else if (link.isEmpty() || found.isEmpty()) {
            desk.overlay()
                    .showProblem(
                            new Problem(
                                    "fix.not-connected",
                                    Message.of("plan.fix-not-connected"),
                                    Message.of("plan.fix-not-connected-todo")));
        } else {
            askToRunFix(link.get(), found.get(), finding);
        }
    }

    private void askToRunFix(ServerConnection link, DetectedProduct found, Finding finding) {
        Overlay overlay = desk.overlay();
        Target target = link.target();
        TextArea exact = ScriptView.textArea(finding.command());
        exact.setWrapText(true);
        exact.setId("fix-command");
        exact.setAccessibleText(texts.get("plan.fix-command"));
        Button cancel = Ui.button(texts.get("common.cancel"), overlay::close);
        Button yes =
                Ui.button(
                        texts.get("plan.fix-yes"),
                        () -> {
                            overlay.close();
                            session.findingFixes()
                                    .run(
                                            link,
                                            finding.command(),
                                            FixPlanner.planFix(
                                                    found.runbook(),
                                                    found.facts(),
                                                    finding,
                                                    FindingFixes.LIMIT));
                        },
                        Styles.DANGER);
        yes.setId("overlay-ok");
        String where =
                target.privilege() == Target.Privilege.NONE
                        ? texts.get("plan.fix-where", target.addressText())
                        : texts.get("plan.fix-where-sudo", target.addressText());
        overlay.showCard(
                Overlay.createCard(
                        texts.get("plan.fix-title"),
                        Ui.wrappedText(where, "strong"),
                        exact,
                        Ui.wrappedText(texts.get("plan.fix-text"))),
                Overlay.buttonRow(cancel, yes),
                cancel,
                overlay::close);
    }
}
