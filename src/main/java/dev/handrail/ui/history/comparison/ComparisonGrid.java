package dev.handrail.ui.history.comparison;

import dev.handrail.model.Run.StepRun;
import dev.handrail.model.comparison.ComparedStep;
import dev.handrail.model.comparison.ComparedValue;
import dev.handrail.ui.kit.TextLink;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import org.kordamp.ikonli.feather.Feather;

import java.util.Optional;

/// Lines of a name and the values of two runs. A line whose values differ has an icon and its own
/// style.
final class ComparisonGrid {
    private static final String NOTHING = "\u2014";

    private final Texts texts;
    private final GridPane grid = new GridPane();

    ComparisonGrid(Texts texts) {
        this.texts = texts;
        grid.getStyleClass().add("facts");
        grid.getColumnConstraints()
                .setAll(new ColumnConstraints(22), share(30), share(32), share(32));
    }

    private static ColumnConstraints share(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        column.setHgrow(Priority.ALWAYS);
        return column;
    }

    Node view() {
        return grid;
    }

    boolean isEmpty() {
        return grid.getChildren().isEmpty();
    }

    void addValue(ComparedValue value) {
        addLine(
                value.differs(),
                Ui.wrappedText(texts.inUserLanguage(value.label()), "fact-key"),
                texts.inUserLanguage(value.left()),
                texts.inUserLanguage(value.right()));
    }

    /// The title of the step is a link that opens the output of both runs.
    void addStep(ComparedStep step, Runnable open) {
        addLine(
                step.differs(),
                new TextLink(texts.inUserLanguage(step.title()), open),
                stepText(step.left()),
                stepText(step.right()));
    }

    private String stepText(Optional<StepRun> step) {
        return step.map(this::stepText).orElse("");
    }

    private String stepText(StepRun step) {
        String outcome =
                step.outcome()
                        .map(each -> texts.of("outcome", each))
                        .orElseGet(() ->
                                texts.get(
                                        step.isRunning()
                                                ? "outcome.not-finished"
                                                : "outcome.not-started"));
        return ComparedStep.timeOf(step)
                .map(time -> outcome + " \u00b7 " + texts.formatDuration(time))
                .orElse(outcome);
    }

    private void addLine(boolean differs, Node name, String left, String right) {
        int row = grid.getRowCount();
        Feather icon = differs ? Feather.ALERT_CIRCLE : Feather.MINUS;
        Node mark = Ui.icon(icon, differs ? "mark-waiting" : "mark-todo");
        mark.setAccessibleText(texts.get(differs ? "history.differs" : "history.same"));
        grid.addRow(row, mark, name, valueLabel(left, differs), valueLabel(right, differs));
    }

    private static Label valueLabel(String value, boolean differs) {
        return Ui.wrappedText(
                value.isEmpty() ? NOTHING : value, differs ? "fact-changed" : "fact-value");
    }
}
