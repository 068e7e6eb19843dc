package dev.handrail.ui.history.comparison;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.comparison.ComparedStep;
import dev.handrail.model.comparison.ComparedValue;
import dev.handrail.model.comparison.ComparisonTopic;
import dev.handrail.model.comparison.RunComparison;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Shows two runs side by side: what differs, and on demand what is the same, too. The output of a
/// step of both runs opens below.
public final class ComparisonPane {
    private final PageContext context;
    private final Texts texts;
    private final Label title = Ui.wrappedText("", "strong");
    private final CheckBox same;
    private final VBox sections = Ui.column(16);
    private final StepOutputs outputs;
    private final VBox view;
    private @Nullable RunComparison shown;

    /// `closed`: called when the admin wants to see the runs again.
    public ComparisonPane(PageContext context, Runnable closed) {
        this.context = context;
        this.texts = context.texts();
        this.outputs = new StepOutputs(context);
        same = new CheckBox(texts.get("history.compare-same"));
        same.setId("compare-same");
        same.setOnAction(event -> showSections());
        Button back = Ui.button(texts.get("history.hits-close"), closed);
        back.setId("compare-close");
        ScrollPane scroll = Ui.scrollPane(sections);
        view =
                Ui.column(
                        8,
                        Ui.row(10, Ui.growAlways(title), same, back),
                        Ui.growAlways(scroll),
                        outputs.view());
        view.setId("comparison");
    }

    public Node view() {
        return view;
    }

    /// Reads two runs, the older one first, and compares them.
    public void compareRuns(List<RunSummary> pair) {
        shown = null;
        sections.getChildren().clear();
        outputs.hideOutputs();
        title.setText(texts.get("history.comparing"));
        context.tasks()
                .of(() -> readRuns(context.engine().journal(), pair))
                .onDone(this::showComparison)
                .onError(
                        Journal.JournalUnwritable.class,
                        e -> title.setText(texts.inUserLanguage(e.problem())))
                .start();
    }

    /// A run without a readable event is reported as damaged.
    private static RunComparison readRuns(Journal journal, List<RunSummary> pair) {
        List<List<RunEvent>> events =
                pair.stream().map(run -> readEvents(journal, run.id())).toList();
        return RunComparison.of(
                Run.of(pair.getFirst().id(), events.getFirst()),
                events.getFirst(),
                Run.of(pair.getLast().id(), events.getLast()),
                events.getLast());
    }

    private static List<RunEvent> readEvents(Journal journal, String run) {
        List<RunEvent> sound = journal.readSoundEvents(run).events();
        return sound.isEmpty() ? journal.readEvents(run) : sound;
    }

    private void showComparison(RunComparison comparison) {
        shown = comparison;
        title.setText(
                texts.get(
                        "cli.compare.title",
                        comparison.left().id(),
                        comparison.right().id(),
                        comparison.countDifferences()));
        showSections();
    }

    private void showSections() {
        sections.getChildren().clear();
        RunComparison comparison = shown;
        if (comparison != null) {
            addTopic(comparison, ComparisonTopic.RUN, "compare.topic.run");
            addSteps(comparison);
            addTopic(comparison, ComparisonTopic.FINDING, "compare.topic.finding");
            addTopic(comparison, ComparisonTopic.SETTING, "compare.topic.setting");
            addTopic(comparison, ComparisonTopic.CONFIGURATION, "compare.topic.configuration");
            addTopic(comparison, ComparisonTopic.FACT, "compare.topic.fact");
            addTopic(comparison, ComparisonTopic.EVIDENCE, "compare.topic.evidence");
        }
    }

    /// The lines about the runs themselves are always there: they say what is compared.
    private void addTopic(RunComparison comparison, ComparisonTopic topic, String key) {
        ComparisonGrid grid = new ComparisonGrid(texts);
        for (ComparedValue value : comparison.valuesOf(topic)) {
            if (value.differs() || same.isSelected() || topic == ComparisonTopic.RUN) {
                grid.addValue(value);
            }
        }
        addSection(key, grid);
    }

    private void addSteps(RunComparison comparison) {
        ComparisonGrid grid = new ComparisonGrid(texts);
        for (ComparedStep step : comparison.steps()) {
            if (step.differs() || same.isSelected()) {
                grid.addStep(step, () -> outputs.showOutputs(comparison, step));
            }
        }
        addSection("compare.topic.steps", grid);
    }

    private void addSection(String key, ComparisonGrid grid) {
        if (!grid.isEmpty()) {
            sections.getChildren()
                    .add(Ui.card(Ui.label(texts.get(key), "card-title"), grid.view()));
        }
    }
}
