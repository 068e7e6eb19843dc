package dev.handrail.ui.history;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.feed.ResultHeadline;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.TextLink;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Shows the chosen run beside the list: its result, figures and open steps, and the runs that
/// belong to it.
final class RunDetails {
    private final PageContext context;
    private final RunCellText cellText;
    private final VBox box = Ui.column(14);
    private final VBox loaded = Ui.column(14);
    private final ScrollPane view = Ui.scrollPane(box);
    private final Consumer<RunSummary> chosen;
    private final Map<String, String> notes;
    private final Map<String, String> drafts = new HashMap<>();
    private @Nullable RunSummary shown;

    /// `notes`: what the admin has written about runs. `chosen`: called when the admin chooses a
    /// run of the same thread.
    RunDetails(
            PageContext context,
            List<RunSummary> all,
            Map<String, String> notes,
            Consumer<RunSummary> chosen) {
        this.notes = notes;
        this.context = context;
        this.cellText = new RunCellText(context.texts(), all, context.clock()::instant);
        this.chosen = chosen;
        box.getStyleClass().add("run-details");
        view.setId("run-details");
        view.setMinWidth(0);
    }

    Node view() {
        return view;
    }

    /// Shows a run; what stands in its events follows once they are read. Without a run the area is
    /// empty.
    void showRun(Optional<RunSummary> run, RunThreads threads) {
        if (run.equals(Optional.ofNullable(shown)) && run.isPresent()) {
            return;
        }
        shown = run.orElse(null);
        box.getChildren().clear();
        loaded.getChildren().clear();
        run.ifPresent(known -> {
            box.getChildren().setAll(Ui.sectionTitle(cellText.title(known)), statusRow(known));
            box.getChildren()
                    .addAll(
                            loaded,
                            threadBox(known, threads),
                            new NoteField(context, known, notes, drafts).view());
            loadRun(known);
        });
        view.setVvalue(0);
    }

    private Node statusRow(RunSummary run) {
        StatusIcon icon = RunSummaryText.statusIcon(run);
        Button export =
                Ui.button(
                        context.texts().get("history.export"),
                        () -> new RunFileActions(context).exportRun(run));
        export.setId("history-export");
        export.setMinWidth(Region.USE_PREF_SIZE);
        return Ui.row(
                8,
                Ui.icon(icon.icon(), icon.styleClass()),
                Ui.growAlways(Ui.wrappedText(cellText.status(run), "strong")),
                export);
    }

    private void loadRun(RunSummary run) {
        Journal journal = context.engine().journal();
        context.tasks()
                .of(() -> journal.readSoundEvents(run.id()).events())
                .onDone(events -> showEvents(run, events))
                .onError(Journal.JournalUnwritable.class, unreadable -> {})
                .start();
    }

    /// Nothing is added for a run whose first event cannot be read: the page says so above the
    /// list.
    private void showEvents(RunSummary summary, List<RunEvent> events) {
        if (summary.equals(shown) && !events.isEmpty()) {
            Run run = Run.of(summary.id(), events);
            ResultHeadline.ofPast(context.texts(), run)
                    .ifPresent(text -> loaded.getChildren().add(Ui.wrappedText(text)));
            loaded.getChildren().add(figures(summary, run));
            openSteps(run).ifPresent(loaded.getChildren()::add);
        }
    }

    private Node figures(RunSummary summary, Run run) {
        DetailGrid grid = new DetailGrid(context.texts());
        long passed = run.steps().stream().filter(StepRun::hasPassed).count();
        Instant until = run.finished().isPresent() ? run.lastAt() : context.clock().instant();
        grid.addLine("history.server", summary.server());
        grid.addLine("history.started", startedText(summary));
        grid.addLine("history.duration", cellText.durationText(summary));
        new RunSituation(run)
                .describeDowntime(until)
                .map(context.texts()::inUserLanguage)
                .ifPresent(text -> grid.addLine("history.downtime", text));
        grid.addLine(
                "history.steps",
                context.texts().get("sidebar.progress", passed, run.steps().size()));
        grid.addLine(
                "history.route", context.texts().inUserLanguage(run.start().plan().route().name()));
        grid.addLine("history.id", summary.id());
        return grid.view();
    }

    private String startedText(RunSummary run) {
        Instant started = Instant.parse(run.startedAt());
        return context.texts().formatWeekday(started) + " \u00b7 " + cellText.age(run);
    }

    /// The started steps that have not passed, each with its reason; empty if all have.
    private Optional<Node> openSteps(Run run) {
        List<Node> lines =
                run.steps().stream()
                        .filter(step -> step.outcome().isPresent() && !step.hasPassed())
                        .map(this::stepLine)
                        .toList();
        VBox lineBox = Ui.column(6, lines.toArray(Node[]::new));
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Ui.column(
                                6,
                                Ui.label(context.texts().get("history.not-passed"), "strong"),
                                lineBox));
    }

    private Node stepLine(StepRun step) {
        String title = context.texts().inUserLanguage(step.step().info().title());
        String reason = context.texts().inUserLanguage(step.reason());
        return Ui.column(1, Ui.wrappedText(title), Ui.wrappedText(reason, "muted", "small"));
    }

    /// The runs of the same thread, the oldest first; nothing for a run that stands alone.
    private Node threadBox(RunSummary run, RunThreads threads) {
        List<RunSummary> thread = threads.threadOf(run);
        VBox lines = Ui.column(4);
        lines.setId("run-thread");
        if (thread.size() > 1) {
            lines.getChildren().add(Ui.label(context.texts().get("history.thread"), "strong"));
            thread.forEach(each -> lines.getChildren().add(threadLine(each, each.equals(run))));
        }
        return lines;
    }

    private Node threadLine(RunSummary run, boolean current) {
        StatusIcon icon = RunSummaryText.statusIcon(run);
        String text = cellText.title(run) + " \u00b7 " + cellText.status(run);
        Node line =
                current
                        ? Ui.wrappedText(text, "strong")
                        : new TextLink(text, () -> chosen.accept(run));
        return Ui.row(6, Ui.icon(icon.icon(), icon.styleClass()), Ui.growAlways(line));
    }
}
