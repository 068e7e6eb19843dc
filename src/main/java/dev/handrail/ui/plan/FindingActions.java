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

/// Fixes and waives the findings of a plan that has not started. All methods belong to the FX
/// thread; the commands run on background threads.
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

    /// Waives a finding after the admin enters a reason, or withdraws the waiver at once. Both
    /// change the upgrade request, and the page then plans again.
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

    /// Stores the reason in the upgrade request under the key of the finding. An empty reason
    /// withdraws the waiver.
    private void updateWaiver(String key, String reason) {
        session.wishProperty().set(session.wishProperty().get().withWaiver(key, reason));
    }

    /// Returns a button that runs the command which fixes a finding, and below it the state of that
    /// command. The node updates itself when the command starts or ends.
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

    /// Shows the button and, if the command was run before, its state. The button is disabled while
    /// the command runs.
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

    /// Reports that the connection was lost while the command ran, so its result is unknown.
    private void showFixLost(VBox box, Message why) {
        Problem problem = new Problem("link", why, Message.of("plan.fix-lost"));
        box.getChildren().add(NoticeBox.of(texts, problem));
    }

    /// Shows the exit code and the output of the command. A negative exit code means that the
    /// command ran longer than [FindingFixes#LIMIT] and Handrail stopped waiting for it.
    private void showFixEnded(VBox box, FindingFixes.FixState.FixEnded ended) {
        String result =
                ended.exit() < 0
                        ? texts.pluralText("plan.fix-timeout", FindingFixes.LIMIT.toMinutes())
                        : texts.get("plan.fix-ended", ended.exit());
        box.getChildren()
                .addAll(
                        Ui.wrappedText(result, "strong"),
                        fixOutput(ended.output()),
                        Ui.row(8, detectAgainButton()));
    }

    /// Returns the output in a text area, or a sentence when the command printed nothing.
    private Node fixOutput(String text) {
        if (text.isEmpty()) {
            return Ui.wrappedText(texts.get("plan.fix-silent"), "muted");
        }
        TextArea output = ScriptView.textArea(text);
        output.setId("fix-output");
        output.setAccessibleText(texts.get("plan.fix-output"));
        return output;
    }

    /// Returns a button that detects the products again, because the plan still has the facts from
    /// before the fix. It is disabled while any fix runs.
    private Button detectAgainButton() {
        Button button =
                Ui.button(
                        texts.get("detect.again"), this::detectAgain, Styles.SMALL, Styles.ACCENT);
        button.setId("fix-look");
        button.setDisable(session.findingFixes().isRunning());
        return button;
    }

    /// Forgets the detected products and the states of all fixes, then opens the detection page.
    private void detectAgain() {
        session.forgetDetection();
        context.nav().goToPage(PageKind.DETECT);
    }

    /// Asks the admin to confirm the fix, or shows the problem that prevents it: a read-only
    /// journal, no open connection, or no chosen product.
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

    /// Shows the server, the privilege and the exact command before anything runs. *Cancel* has the
    /// focus, so Enter does not run the command by mistake.
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

    /// Names the server and the rights with which the command runs there.
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

    /// Plans the fix as a run of one step and starts it. It ends after [FindingFixes#LIMIT] at the
    /// latest.
    private void runFix(ServerConnection link, DetectedProduct found, Finding finding) {
        Plan.Ready fix =
                FixPlanner.planFix(found.runbook(), found.facts(), finding, FindingFixes.LIMIT);
        session.findingFixes().run(link, finding.command(), fix);
    }
}
