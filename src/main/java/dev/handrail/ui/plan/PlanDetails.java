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

/// A plan in full: the way, what it costs, findings, notes, and every step.
public final class PlanDetails {
    /// The steps of a plan that is short.
    private static final int AT_ONCE = 40;

    private final Texts texts;
    private final Plan.Ready plan;
    private final StepTimes times;
    private final Path copies;
    private final CheckBox notes = new CheckBox();
    private final FrameScheduler opened = new FrameScheduler();

    /// `copies`: where what is copied to this workstation goes. `read`: called when the admin has
    /// ticked that the notes are read.
    PlanDetails(Texts texts, Plan.Ready plan, StepTimes times, Path copies, Runnable read) {
        this.texts = texts;
        this.plan = plan;
        this.times = times;
        this.copies = copies;
        notes.setText(texts.get("plan.notes-read"));
        notes.setId("notes-read");
        notes.setOnAction(event -> read.run());
    }

    boolean notesRead() {
        return plan.notes().isEmpty() || notes.isSelected();
    }

    /// `deeds`: null when the plan can no longer be changed.
    List<Node> buildSections(@Nullable FindingActions deeds) {
        List<Node> all = new ArrayList<>();
        Label time = Ui.wrappedText(timeText(deeds != null), "muted");
        time.setId("plan-time");
        Ui.setShown(time, !time.getText().isEmpty());
        all.add(
                Ui.card(
                        HopPath.of(texts, plan.hops()),
                        Ui.wrappedText(summaryText(), "muted"),
                        time));
        addOneWayNotice(all);
        addCopyNotice(all);
        all.addAll(findingSection(texts, plan.findings(), deeds));
        addNotes(all, deeds != null);
        for (Hop hop : plan.hops()) {
            addHopSteps(all, hop);
        }
        return all;
    }

    private List<Step> allSteps() {
        return plan.hops().stream().flatMap(hop -> hop.steps().stream()).toList();
    }

    private String summaryText() {
        List<Step> steps = allSteps();
        long manual = steps.stream().filter(step -> step instanceof Step.Manual).count();
        boolean stops = steps.stream().anyMatch(step -> step.info().phase() == Phase.STOP);
        String said =
                texts.get(
                        "plan.summary",
                        texts.pluralText("plan.hops", plan.hops().size()),
                        texts.pluralText("rail.steps", steps.size()));
        if (manual > 0) {
            said += " " + texts.pluralText("plan.manual", manual);
        }
        return said + " " + texts.get(stops ? "plan.stops" : "plan.stops-not");
    }

    private String timeText(boolean ahead) {
        if (!ahead) {
            return "";
        }
        Optional<Duration> total = times.totalDuration(plan);
        Optional<Duration> stopped = times.serviceDowntime(plan);
        if (total.isEmpty() || stopped.isEmpty()) {
            return texts.get("plan.time-unknown");
        }
        return texts.get("plan.time", texts.formatEstimate(total.get()))
                + (stopped.get().isZero()
                        ? ""
                        : " "
                                + texts.get(
                                        "plan.time-stopped", texts.formatEstimate(stopped.get())));
    }

    private void addOneWayNotice(List<Node> all) {
        List<Step> oneWay =
                allSteps().stream()
                        .filter(step -> step.info().reversibility() == Reversibility.ONE_WAY)
                        .toList();
        long restore =
                allSteps().stream()
                        .filter(step -> step.info().reversibility() == Reversibility.NEEDS_RESTORE)
                        .count();
        if (!oneWay.isEmpty()) {
            all.add(
                    new NoticeBox(
                            NoticeBox.NoticeKind.WARNING,
                            texts.pluralText("plan.one-way", oneWay.size()),
                            texts.get(
                                    "plan.one-way-text",
                                    texts.inUserLanguage(oneWay.getFirst().info().title()))));
        } else if (restore > 0) {
            all.add(
                    new NoticeBox(
                            NoticeBox.NoticeKind.INFO,
                            texts.pluralText("plan.restore", restore),
                            texts.get("plan.restore-text")));
        }
    }

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

    public static List<Node> findingSection(
            Texts texts, List<Finding> findings, @Nullable FindingActions deeds) {
        if (findings.isEmpty()) {
            return List.of();
        }
        VBox cards = Ui.column(8);
        findings.stream()
                .sorted(
                        Comparator.comparing((Finding finding) -> finding.waiver().isPresent())
                                .thenComparing(Finding::severity))
                .forEach(finding -> cards.getChildren().add(FindingCard.of(texts, finding, deeds)));
        return List.of(Ui.sectionTitle(texts.pluralText("plan.findings", findings.size())), cards);
    }

    private void addNotes(List<Node> all, boolean open) {
        if (plan.notes().isEmpty()) {
            return;
        }
        VBox list = Ui.column(10);
        for (Runbook.Note note : plan.notes()) {
            Label source =
                    Ui.wrappedText(texts.get("common.source", note.source()), "muted", "small");
            list.getChildren()
                    .add(
                            Ui.column(
                                    4,
                                    Ui.row(8, Ui.badge(note.crossing().text(), "badge-accent")),
                                    Ui.wrappedText(texts.inUserLanguage(note.text())),
                                    source));
        }
        VBox card = Ui.card(list);
        if (open) {
            card.getChildren().add(notes);
        }
        all.add(Ui.sectionTitle(texts.get("plan.notes", plan.from().text(), plan.to().text())));
        all.add(card);
    }

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

    /// The cards of a phase are made when it is opened, since a plan may have two hundred steps.
    /// All phases of a short plan are, one in each frame.
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
                        VBox cards = Ui.column(8);
                        steps.forEach(step ->
                                cards.getChildren().add(new StepCard(texts, step, plan).view()));
                        pane.setContent(cards);
                    }
                });
        if (allSteps().size() <= AT_ONCE) {
            opened.enqueueTask(() -> pane.setExpanded(pane.getScene() != null));
        }
        return pane;
    }
}
