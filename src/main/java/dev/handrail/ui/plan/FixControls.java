package dev.handrail.ui.plan;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.ScriptView;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.session.FindingFixes;
import dev.handrail.ui.session.FindingFixes.FixState;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/// A button that runs the command which fixes a finding, and below it the state of that command.
final class FixControls {
    private final PageContext context;
    private final Texts texts;
    private final FindingFixes fixes;
    private final Finding finding;
    private final Runnable start;
    private final VBox view = Ui.column(6);

    /// `start` is called when the admin presses the button.
    FixControls(PageContext context, Finding finding, Runnable start) {
        this.context = context;
        this.texts = context.texts();
        this.fixes = context.session().findingFixes();
        this.finding = finding;
        this.start = start;
        showFix();
    }

    Node view() {
        return view;
    }

    /// Shows the button and, if the command was run before, its state. The button is disabled while
    /// the command runs.
    void showFix() {
        Button run = Ui.button(texts.get("plan.fix-run"), start, Styles.SMALL);
        run.setId("fix-run");
        view.getChildren().setAll(run);
        switch (fixes.findState(finding.command()).orElse(null)) {
            case null -> {}
            case FixState.FixRunning(String server) -> showFixRunning(run, server);
            case FixState.FixLost(Message why) -> showFixLost(why);
            case FixState.FixEnded ended -> showFixEnded(ended);
        }
    }

    private void showFixRunning(Button run, String server) {
        run.setDisable(true);
        Node text = Ui.wrappedText(texts.get("plan.fix-running", server), "muted");
        view.getChildren().addAll(text, Ui.indeterminateBar());
    }

    /// Reports that the connection was lost while the command ran, so its result is unknown.
    private void showFixLost(Message why) {
        Problem problem = new Problem("link", why, Message.of("plan.fix-lost"));
        view.getChildren().add(NoticeBox.of(texts, problem));
    }

    /// Shows the exit code and the output of the command. A negative exit code means that the
    /// command ran longer than [FindingFixes#LIMIT] and Handrail stopped waiting for it.
    private void showFixEnded(FixState.FixEnded ended) {
        String result =
                ended.exit() < 0
                        ? texts.pluralText("plan.fix-timeout", FindingFixes.LIMIT.toMinutes())
                        : texts.get("plan.fix-ended", ended.exit());
        view.getChildren()
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
        button.setDisable(fixes.isRunning());
        return button;
    }

    /// Forgets the detected products and the states of all fixes, then opens the detection page.
    private void detectAgain() {
        context.session().forgetDetection();
        context.nav().goToPage(PageKind.DETECT);
    }
}
