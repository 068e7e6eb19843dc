package dev.handrail.ui.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook;
import dev.handrail.model.Step;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.kit.FrameScheduler;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Shows a whole plan: path, duration, findings, release notes, and every step. The same view
/// serves a plan before its start and the plan of a past run.
public final class PlanDetails {
    /// Up to this many steps, all phases of a plan are shown open.
    private static final int SHORT_PLAN = 40;

    private final Texts texts;
    private final Plan.Ready plan;
    private final StepTimes times;
    private final Path copies;
    private final CheckBox notes = new CheckBox();
    private final FrameScheduler opened = new FrameScheduler();

    /// `copies`: the folder on this workstation for files that the run copies. `read`: called when
    /// the admin ticks that the notes are read.
    PlanDetails(Texts texts, Plan.Ready plan, StepTimes times, Path copies, Runnable read) {
        this.texts = texts;
        this.plan = plan;
        this.times = times;
        this.copies = copies;
        notes.setText(texts.get("plan.notes-read"));
        notes.setId("notes-read");
        notes.setOnAction(event -> read.run());
    }

    /// True as well for a plan without notes.
    boolean notesRead() {
        return plan.notes().isEmpty() || notes.isSelected();
    }

    /// Returns the sections of the page from top to bottom. `findingActions` is null for a plan
    /// that can no longer change; the sections then have no estimate, no buttons and no check box
    /// for the notes.
    List<Node> buildSections(@Nullable FindingActions findingActions) {
        boolean ahead = findingActions != null;
        List<Node> all = new ArrayList<>();
        all.add(overviewCard(ahead ? timeText() : ""));
        addReversibilityNotice(all);
        addCopyNotice(all);
        all.addAll(findingSection(texts, plan.findings(), findingActions));
        addNotes(all, ahead);
        plan.hops().forEach(hop -> addHopSteps(all, hop));
        return all;
    }

    /// `timeText`: the estimate of the duration; empty hides the line.
    private Node overviewCard(String timeText) {
        Label time = Ui.wrappedText(timeText, "muted");
        time.setId("plan-time");
        Ui.setShown(time, !timeText.isEmpty());
        Label summary = Ui.wrappedText(summaryText(), "muted");
        return Ui.card(HopPath.of(texts, plan.hops()), summary, time);
    }

    private List<Step> allSteps() {
        return plan.hops().stream().flatMap(hop -> hop.steps().stream()).toList();
    }

    /// Counts the hops and steps, says how many of them are manual, and whether the plan stops the
    /// service.
    private String summaryText() {
        List<Step> steps = allSteps();
        long manual = steps.stream().filter(step -> step instanceof Step.Manual).count();
        boolean stops = steps.stream().anyMatch(step -> step.info().phase() == Phase.STOP);
        String summary =
                texts.get(
                        "plan.summary",
                        texts.pluralText("plan.hops", plan.hops().size()),
                        texts.pluralText("sidebar.steps", steps.size()));
        if (manual > 0) {
            summary += " " + texts.pluralText("plan.manual", manual);
        }
        return summary + " " + texts.get(stops ? "plan.stops" : "plan.stops-not");
    }

    /// Estimates the duration of the plan and of the downtime from earlier runs. The text says that
    /// the time is unknown when no earlier run has timed one of the steps.
    private String timeText() {
        Optional<Duration> total = times.totalDuration(plan);
        Optional<Duration> stopped = times.serviceDowntime(plan);
        if (total.isEmpty() || stopped.isEmpty()) {
            return texts.get("plan.time-unknown");
        }
        String text = texts.get("plan.time", texts.formatEstimate(total.get()));
        return stopped.get().isZero()
                ? text
                : text + " " + texts.get("plan.time-stopped", texts.formatEstimate(stopped.get()));
    }

    /// Warns of steps that nothing can undo. A plan without such a step has an information instead,
    /// if undoing some step needs a restore.
    private void addReversibilityNotice(List<Node> all) {
        List<Step> oneWay = stepsWith(Reversibility.ONE_WAY);
        int restoring = stepsWith(Reversibility.NEEDS_RESTORE).size();
        if (!oneWay.isEmpty()) {
            String first = texts.inUserLanguage(oneWay.getFirst().info().title());
            all.add(
                    new NoticeBox(
                            NoticeBox.NoticeKind.WARNING,
                            texts.pluralText("plan.one-way", oneWay.size()),
                            texts.get("plan.one-way-text", first)));
        } else if (restoring > 0) {
            all.add(
                    new NoticeBox(
                            NoticeBox.NoticeKind.INFO,
                            texts.pluralText("plan.restore", restoring),
                            texts.get("plan.restore-text")));
        }
    }

    private List<Step> stepsWith(Reversibility reversibility) {
        return allSteps().stream()
                .filter(step -> step.info().reversibility() == reversibility)
                .toList();
    }

    /// Names the folder on this workstation to which the run copies files. Only the first such step
    /// gives the title, because all of them use the same folder.
    private void addCopyNotice(List<Node> all) {
        allSteps().stream()
                .filter(step ->
                        step instanceof Step.Copy copy && copy.to().equals(Step.WORKSTATION))
                .findFirst()
                .ifPresent(step ->
                        all.add(
                                new NoticeBox(
                                        NoticeBox.NoticeKind.INFO,
                                        texts.inUserLanguage(step.info().title()),
                                        texts.get("plan.copies", copies.toString()))));
    }

    /// Returns a title and one card for each finding, or an empty list without findings. Waived
    /// findings come last, and the others are in the order of severity.
    public static List<Node> findingSection(
            Texts texts, List<Finding> findings, @Nullable FindingActions findingActions) {
        if (findings.isEmpty()) {
            return List.of();
        }
        VBox cards = Ui.column(8);
        findings.stream()
                .sorted(
                        Comparator.comparing((Finding finding) -> finding.waiver().isPresent())
                                .thenComparing(Finding::severity))
                .forEach(finding ->
                        cards.getChildren().add(FindingCard.of(texts, finding, findingActions)));
        return List.of(Ui.sectionTitle(texts.pluralText("plan.findings", findings.size())), cards);
    }

    /// Adds the release notes of all versions on the path. Before the start, a check box asks the
    /// admin to confirm that the notes are read.
    private void addNotes(List<Node> all, boolean ahead) {
        if (plan.notes().isEmpty()) {
            return;
        }
        VBox list = Ui.column(10);
        plan.notes().forEach(note -> list.getChildren().add(noteView(note)));
        VBox card = Ui.card(list);
        if (ahead) {
            card.getChildren().add(notes);
        }
        all.add(Ui.sectionTitle(texts.get("plan.notes", plan.from().text(), plan.to().text())));
        all.add(card);
    }

    /// Shows a note with the version that it belongs to and its source.
    private Node noteView(Runbook.Note note) {
        return Ui.column(
                4,
                Ui.row(8, Ui.badge(note.crossing().text(), "badge-accent")),
                Ui.wrappedText(texts.inUserLanguage(note.text())),
                Ui.wrappedText(texts.get("common.source", note.source()), "muted", "small"));
    }

    /// Adds one pane for each phase of the hop that has steps. The title names the versions only
    /// when the plan has more than one hop.
    private void addHopSteps(List<Node> all, Hop hop) {
        String title =
                plan.hops().size() > 1
                        ? texts.get("plan.hop", hop.number(), hop.from().text(), hop.to().text())
                        : texts.get("plan.steps");
        all.add(Ui.sectionTitle(title));
        for (Phase phase : Phase.values()) {
            List<Step> steps =
                    hop.steps().stream().filter(step -> step.info().phase() == phase).toList();
            if (!steps.isEmpty()) {
                all.add(phasePane(phase, steps));
            }
        }
    }

    /// Returns a folded pane that creates its step cards when it opens first, because a plan may
    /// have two hundred steps. The phases of a short plan open by themselves, one in each frame,
    /// which keeps the window responsive.
    private TitledPane phasePane(Phase phase, List<Step> steps) {
        TitledPane pane = new TitledPane();
        pane.setText(texts.of("phase", phase));
        pane.setGraphic(Ui.badge(String.valueOf(steps.size()), "badge-quiet"));
        pane.getStyleClass().add("phase-pane");
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.expandedProperty()
                .addListener((o, old, open) -> {
                    if (open && pane.getContent() == null) {
                        pane.setContent(stepCards(steps));
                    }
                });
        if (allSteps().size() <= SHORT_PLAN) {
            opened.enqueueTask(() -> pane.setExpanded(pane.getScene() != null));
        }
        return pane;
    }

    private Node stepCards(List<Step> steps) {
        VBox cards = Ui.column(8);
        steps.forEach(step -> cards.getChildren().add(new StepCard(texts, step, plan).view()));
        return cards;
    }
}
