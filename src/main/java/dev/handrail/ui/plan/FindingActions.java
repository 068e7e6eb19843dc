package dev.handrail.ui.plan;

import atlantafx.base.theme.Styles;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Runbook;
import dev.handrail.model.Target;
import dev.handrail.plan.FixPlanner;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.Journal;
import dev.handrail.ui.kit.ScriptView;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.session.FindingFixes;
import dev.handrail.ui.session.WindowSession;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;

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
            askForWaiver(finding);
        } else {
            updateWaiver(finding.key(), "");
        }
    }

    private void askForWaiver(Finding finding) {
        context.overlay()
                .askForReason(
                        texts.get("plan.waive-title", texts.inUserLanguage(finding.title())),
                        texts.get("plan.waive-text"),
                        texts.get("plan.waive"),
                        reason -> updateWaiver(finding.key(), reason));
    }

    /// Stores the reason in the upgrade request under the key of the finding. An empty reason
    /// withdraws the waiver.
    private void updateWaiver(String key, String reason) {
        session.wishProperty().set(session.wishProperty().get().withWaiver(key, reason));
    }

    /// Returns a button that makes the choice which removes the cause of a finding, if the runbook
    /// names one.
    Optional<Button> choiceButton(Finding finding) {
        return Optional.ofNullable(session.foundProperty().get())
                .flatMap(found -> found.runbook().findChoice(finding.key()))
                .map(choice -> choiceButton(choice));
    }

    private Button choiceButton(Runbook.ParameterChoice choice) {
        Button button =
                Ui.button(
                        texts.inUserLanguage(choice.button()),
                        () -> updateParameter(choice),
                        Styles.SMALL);
        button.setId("choose-" + choice.parameter() + "-" + choice.value());
        return button;
    }

    private void updateParameter(Runbook.ParameterChoice choice) {
        session.wishProperty()
                .set(
                        session.wishProperty()
                                .get()
                                .withParameter(choice.parameter(), choice.value()));
    }

    /// Returns a button that runs the command which fixes a finding, and below it the state of that
    /// command. The node updates itself when the command starts or ends.
    Node fixControls(Finding finding) {
        FixControls controls = new FixControls(context, finding, () -> checkFixPossible(finding));
        session.findingFixes()
                .watchCommand(
                        finding.command(),
                        () -> {
                            controls.showFix();
                            changed.run();
                        });
        return controls.view();
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
        context.overlay()
                .askConfirmation(
                        texts.get("plan.fix-title"),
                        fixDetails(link.target(), finding.command()),
                        texts.get("plan.fix-yes"),
                        true,
                        () -> runFix(link, found, finding));
    }

    private Node fixDetails(Target target, String command) {
        return Ui.column(
                14,
                Ui.wrappedText(whereText(target), "strong"),
                commandArea(command),
                Ui.wrappedText(texts.get("plan.fix-text")));
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
