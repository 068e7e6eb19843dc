package dev.handrail.ui.plan;

import atlantafx.base.theme.Styles;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.plan.FixPlanner;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.Journal;
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

/// Fixes and waives the findings of a plan that has not started.
final class FindingActions {
    private final PageContext context;
    private final Texts texts;
    private final WindowSession session;
    private final Journal journal;
    private final Runnable changed;

    /// `changed`: called on the FX thread when a command starts or ends.
    FindingActions(PageContext context, Runnable changed) {
        this.context = context;
        this.texts = context.texts();
        this.session = context.session();
        this.journal = context.engine().journal();
        this.changed = changed;
    }

    void setWaived(Finding finding, boolean on) {
        if (on) {
            context.overlay()
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

    /// A button that runs the command which fixes a finding, and the state of that command.
    Node fixControls(Finding finding) {
        VBox box = Ui.column(6);
        showFix(box, finding);
        session.findingFixes()
                .watchCommand(
                        finding.command(),
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
                showFixRunning(box, server);
            }
            case FindingFixes.FixState.FixLost(Message why) -> showFixLost(box, why);
            case FindingFixes.FixState.FixEnded ended -> showFixEnded(box, ended);
        }
    }

    private void showFixRunning(VBox box, String server) {
        box.getChildren()
                .addAll(
                        Ui.wrappedText(texts.get("plan.fix-running", server), "muted"),
                        Ui.indeterminateBar());
    }

    private void showFixLost(VBox box, Message why) {
        Problem problem = new Problem("link", why, Message.of("plan.fix-lost"));
        box.getChildren().add(NoticeBox.of(texts, problem));
    }

    private void showFixEnded(VBox box, FindingFixes.FixState.FixEnded ended) {
        String result =
                ended.exit() < 0
                        ? texts.pluralText("plan.fix-left", FindingFixes.LIMIT.toMinutes())
                        : texts.get("plan.fix-ended", ended.exit());
        box.getChildren()
                .addAll(
                        Ui.wrappedText(result, "strong"),
                        fixOutput(ended.output()),
                        Ui.row(8, detectAgainButton()));
    }

    private Node fixOutput(String text) {
        if (text.isEmpty()) {
            return Ui.wrappedText(texts.get("plan.fix-silent"), "muted");
        }
        TextArea output = ScriptView.textArea(text);
        output.setId("fix-output");
        output.setAccessibleText(texts.get("plan.fix-output"));
        return output;
    }

    private Button detectAgainButton() {
        Button button =
                Ui.button(
                        texts.get("detect.again"), this::detectAgain, Styles.SMALL, Styles.ACCENT);
        button.setId("fix-look");
        button.setDisable(session.findingFixes().isRunning());
        return button;
    }

    private void detectAgain() {
        session.forgetDetection();
        context.nav().goToPage(PageKind.DETECT);
    }

    private void checkFixPossible(Finding finding) {
        Optional<Problem> readOnly = journal.readOnlyReason();
        Optional<ServerConnection> link = session.currentLink().filter(open -> isConnected());
        Optional<DetectedProduct> found = Optional.ofNullable(session.foundProperty().get());
        if (readOnly.isPresent()) {
            context.overlay().showProblem(readOnly.get());
        } else if (link.isEmpty() || found.isEmpty()) {
            context.overlay().showProblem(notConnectedProblem());
        } else {
            askToRunFix(link.get(), found.get(), finding);
        }
    }

    private boolean isConnected() {
        return session.stateProperty().get() == WindowSession.ConnectionState.CONNECTED;
    }

    private static Problem notConnectedProblem() {
        return new Problem(
                "fix.not-connected",
                Message.of("plan.fix-not-connected"),
                Message.of("plan.fix-not-connected-todo"));
    }

    private void askToRunFix(ServerConnection link, DetectedProduct found, Finding finding) {
        Overlay overlay = context.overlay();
        Button cancel = Ui.button(texts.get("common.cancel"), overlay::close);
        Button run =
                Ui.button(
                        texts.get("plan.fix-yes"),
                        () -> {
                            overlay.close();
                            runFix(link, found, finding);
                        },
                        Styles.DANGER);
        run.setId("overlay-ok");
        overlay.showCard(
                Overlay.createCard(
                        texts.get("plan.fix-title"),
                        Ui.wrappedText(whereText(link.target()), "strong"),
                        commandArea(finding.command()),
                        Ui.wrappedText(texts.get("plan.fix-text"))),
                Overlay.buttonRow(cancel, run),
                cancel,
                overlay::close);
    }

    private String whereText(Target target) {
        return switch (target.privilege()) {
            case NONE -> texts.get("plan.fix-where", target.addressText());
            case SUDO -> texts.get("plan.fix-where-sudo", target.addressText());
            case ANY, DOAS, RUN0 -> texts.get("plan.fix-where-root", target.addressText());
        };
    }

    private TextArea commandArea(String command) {
        TextArea area = ScriptView.textArea(command);
        area.setWrapText(true);
        area.setId("fix-command");
        area.setAccessibleText(texts.get("plan.fix-command"));
        return area;
    }

    private void runFix(ServerConnection link, DetectedProduct found, Finding finding) {
        Plan.Ready fix =
                FixPlanner.planFix(found.runbook(), found.facts(), finding, FindingFixes.LIMIT);
        session.findingFixes().run(link, finding.command(), fix);
    }
}
