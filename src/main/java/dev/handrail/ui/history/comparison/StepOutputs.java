package dev.handrail.ui.history.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.comparison.ComparedStep;
import dev.handrail.model.comparison.RunComparison;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.run.Journal;
import dev.handrail.ui.kit.ScriptView;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// The output of one step of two runs, side by side.
final class StepOutputs {
    /// How much of each output is shown, in bytes from its beginning.
    private static final int MOST = 256 * 1024;

    private static final int ROWS = 12;

    private final PageContext context;
    private final Label title = Ui.label("", "strong");
    private final TextArea left = area();
    private final TextArea right = area();
    private final VBox view;

    /// How often a step was chosen.
    private long shown;

    StepOutputs(PageContext context) {
        this.context = context;
        left.setId("output-left");
        right.setId("output-right");
        Button close = Ui.button(context.texts().get("history.hide-output"), this::hideOutputs);
        HBox areas = Ui.row(8, Ui.growAlways(left), Ui.growAlways(right));
        view = Ui.column(4, Ui.row(8, Ui.growAlways(title), close), areas);
        hideOutputs();
    }

    private static TextArea area() {
        TextArea area = ScriptView.textArea("");
        area.setPrefRowCount(ROWS);
        area.setPrefWidth(0);
        return area;
    }

    Node view() {
        return view;
    }

    void hideOutputs() {
        Ui.setShown(view, false);
    }

    /// Reads the output of the last attempt in both runs and shows its beginning.
    void showOutputs(RunComparison comparison, ComparedStep step) {
        title.setText(Ui.safeText(context.texts().inUserLanguage(step.title())));
        Ui.setShown(view, true);
        shown++;
        showOutput(left, comparison.left(), step.left());
        showOutput(right, comparison.right(), step.right());
    }

    /// Drops what arrives after another step was chosen.
    private void showOutput(TextArea area, Run run, Optional<StepRun> step) {
        area.setText("");
        area.setAccessibleText(run.id());
        Journal journal = context.engine().journal();
        long wanted = shown;
        step.filter(each -> each.seq() > 0)
                .ifPresent(each ->
                        context.tasks()
                                .of(() -> readOutput(journal, run.id(), each.seq()))
                                .onDone(text -> showText(area, text, wanted))
                                .start());
    }

    private void showText(TextArea area, String text, long wanted) {
        if (wanted == shown) {
            area.setText(text);
        }
    }

    /// Returns the lines as a terminal would show them last, without control characters.
    static String readOutput(Journal journal, String run, long step) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        journal.readOutput(
                run,
                step,
                0,
                (offset, more) -> {
                    bytes.write(more, 0, Math.min(more.length, MOST - bytes.size()));
                    return bytes.size() < MOST;
                });
        StringBuilder text = new StringBuilder();
        bytes.toString(UTF_8)
                .lines()
                .forEach(line -> text.append(OutputSanitizer.toPlainText(line)).append('\n'));
        return text.toString();
    }
}
