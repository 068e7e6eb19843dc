package dev.handrail.ui.run;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.bar.RunBarBuilder;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.model.summary.OpenItems;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.model.summary.StateComparison;
import dev.handrail.model.time.Downtime;
import dev.handrail.run.Journal;
import dev.handrail.ui.bar.TimeBarCard;
import dev.handrail.ui.feed.ResultHeadline;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.rehearsal.RehearsalResult;
import dev.handrail.ui.run.summary.OpenItemList;
import dev.handrail.ui.run.summary.StateTable;
import dev.handrail.ui.session.RehearsalLauncher.CopyRemoval;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Builds the sections of the summary of one run, from the result down to the report.
final class SummarySections {
    /// For so long, what a run has left is taken to be there.
    private static final Duration PRESENT = Duration.ofHours(1);

    private static final int MOST_LATER = 5;

    private final PageContext context;
    private final Texts texts;
    private final Run run;
    private final boolean rolledBack;
    private final List<Journal.RunSummary> later;
    private final List<Node> sections = new ArrayList<>();

    /// `rolledBack`: whether a later run has rolled this one back. `later`: the later runs of the
    /// product on this server, the newest first.
    SummarySections(
            PageContext context, Run run, boolean rolledBack, List<Journal.RunSummary> later) {
        this.later = later;
        this.context = context;
        this.texts = context.texts();
        this.run = run;
        this.rolledBack = rolledBack;
    }

    /// Returns the sections from top to bottom.
    List<Node> buildSections() {
        sections.clear();
        sections.add(resultNotice());
        addLaterRuns();
        sections.add(figureRow());
        addTimeBar();
        addStateComparison();
        addOpenItems();
        addKeptFiles();
        addSection("summary.report", new ReportButtons(context).exportMenu(run));
        return sections;
    }

    /// The same for a run in a copy of the server, of which nothing is kept. `upgrade`: the
    /// rehearsed upgrade, if it is known. `back`: its roll-back. `removal`: what became of the
    /// copy.
    List<Node> buildRehearsalSections(
            Optional<Run> upgrade, Optional<Run> back, CopyRemoval removal) {
        sections.clear();
        sections.add(
                upgrade.filter(known -> known.finished().isPresent() && run.finished().isPresent())
                        .<Node>map(known -> RehearsalResult.of(texts, known, back))
                        .orElseGet(this::resultNotice));
        RehearsalResult.ofRemoval(texts, removal, run.id()).ifPresent(sections::add);
        sections.add(figureRow());
        addTimeBar();
        addStateComparison();
        addSection("summary.report", new ReportButtons(context).exportMenu(run));
        return sections;
    }

    /// Shows what happened when. The steps of a run that nobody executes now end with its last
    /// event, unless it is paused.
    private void addTimeBar() {
        boolean waits = run.status() == Run.RunStatus.PAUSED;
        TimeBar bar = RunBarBuilder.buildBar(run, waits ? context.clock().instant() : run.lastAt());
        if (!bar.segments().isEmpty()) {
            TimeBarCard card = new TimeBarCard(texts);
            card.showBar(bar);
            addSection("summary.times", Ui.card(card.view()));
        }
    }

    private void addSection(String titleKey, Node section) {
        sections.add(Ui.sectionTitle(texts.get(titleKey)));
        sections.add(section);
    }

    /// Names the later runs of the product on this server, because they say what is true now.
    private void addLaterRuns() {
        if (!later.isEmpty()) {
            VBox list = Ui.column(6);
            list.setId("later-runs");
            later.stream()
                    .limit(MOST_LATER)
                    .map(each -> RunFiles.iconLine(Feather.CORNER_DOWN_RIGHT, laterText(each)))
                    .forEach(list.getChildren()::add);
            addSection("summary.later", Ui.card(list));
        }
    }

    private String laterText(Journal.RunSummary each) {
        return texts.get(
                "summary.later-run",
                texts.formatDateTime(Instant.parse(each.startedAt())),
                texts.get(titleKey(each), each.product(), each.from(), each.to()),
                texts.get("status." + each.status().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private static String titleKey(Journal.RunSummary each) {
        return switch (each.kind()) {
            case UPGRADE -> "run.title";
            case ROLL_BACK -> "run.title-rollback";
            case VERIFICATION -> "run.title-verification";
            case FIX -> "run.title-fix";
        };
    }

    /// Adds the table of the state before and after, unless Handrail captured neither.
    private void addStateComparison() {
        StateComparison states = StateComparison.ofRun(run);
        if (!states.lines().isEmpty()) {
            String title = run.isVerification() ? "summary.evidence-again" : "summary.evidence";
            addSection(title, StateTable.of(texts, states));
        }
    }

    /// Adds what the admin still has to do or to know; nothing when there are no such items.
    private void addOpenItems() {
        List<Message> items = new OpenItems(run).listItems();
        if (!items.isEmpty()) {
            addSection(
                    "summary.remains", Ui.card(new OpenItemList(context, run.id(), items).view()));
        }
    }

    /// Adds the folders and artifacts on the servers. A recording, a fix and a verification do not
    /// list the folders.
    private void addKeptFiles() {
        if (!run.isRecorded() && !run.isFix() && !run.isVerification()) {
            addSection("summary.where", RunFiles.folderCard(texts, run));
        }
        if (!run.left().isEmpty()) {
            addSection("summary.artifacts", RunFiles.artifactCard(texts, run));
        }
    }

    /// Returns the result with its reason. A run that has not finished and a recording have a
    /// neutral notice, because neither says anything about a server.
    private Node resultNotice() {
        if (run.finished().isEmpty()) {
            return infoNotice(
                    texts.get("summary.not-finished"), texts.get("summary.not-finished-text"));
        }
        String headline =
                (isPast() && !rolledBack
                                ? ResultHeadline.ofPast(texts, run)
                                : ResultHeadline.of(texts, run, rolledBack))
                        .orElseThrow();
        return run.isRecorded()
                ? infoNotice(headline, texts.get("recording.text"))
                : new NoticeBox(
                        resultKind(),
                        headline,
                        texts.inUserLanguage(run.finished().get().reason()));
    }

    /// Whether the server may run something else by now: a later run was there, or some time has
    /// passed.
    private boolean isPast() {
        Instant now = context.clock().instant();
        return !later.isEmpty() || Duration.between(run.lastAt(), now).compareTo(PRESENT) > 0;
    }

    private NoticeBox.NoticeKind resultKind() {
        return run.hasSucceeded() && !rolledBack
                ? NoticeBox.NoticeKind.GOOD
                : NoticeBox.NoticeKind.WARNING;
    }

    private static NoticeBox infoNotice(String title, String text) {
        return new NoticeBox(NoticeBox.NoticeKind.INFO, title, text);
    }

    /// Returns the key figures: versions, duration, steps done and start.
    private Node figureRow() {
        long passed = run.steps().stream().filter(StepRun::hasPassed).count();
        String steps = texts.get("sidebar.progress", passed, run.steps().size());
        FlowPane row =
                new FlowPane(
                        12,
                        12,
                        figureCard("summary.versions", versionsText()),
                        figureCard("summary.duration", durationText()),
                        figureCard("summary.steps", steps),
                        figureCard("summary.started", texts.formatDateTime(run.start().at())));
        if (run.downtime().hasBegun()) {
            row.getChildren().add(2, figureCard("summary.downtime", downtimeText()));
        }
        return row;
    }

    /// Returns how long services were down, and says so if they still are or were at its end.
    private String downtimeText() {
        Downtime downtime = run.downtime();
        boolean still = new RunSituation(run).keepsServicesDown();
        Instant until = still ? context.clock().instant() : run.lastAt();
        String time = texts.formatDuration(downtime.totalUntil(until));
        String about = downtime.approximate() ? texts.get("summary.downtime-about", time) : time;
        if (still) {
            return texts.get("summary.downtime-still", about);
        }
        boolean ended = downtime.isDown() && run.finished().isPresent();
        return ended ? texts.get("summary.downtime-ended", about) : about;
    }

    /// Returns the versions before and after the run; a verification has only one.
    private String versionsText() {
        Plan.Ready plan = run.start().plan();
        String to = plan.to().text();
        return run.isVerification() ? to : plan.from().text() + " \u2192 " + to;
    }

    /// Returns the time up to the last event, so pauses count.
    private String durationText() {
        return texts.formatDuration(Duration.between(run.start().at(), run.lastAt()));
    }

    private Node figureCard(String key, String value) {
        return Ui.card(Ui.label(texts.get(key), "muted", "small"), Ui.label(value, "figure"));
    }
}
