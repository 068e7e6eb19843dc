package dev.handrail.ui.pages;

import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook;
import dev.handrail.model.Step;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.kit.Pieces;
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
final class PlanDetails {
    /// The steps of a plan that is short.
    private static final int AT_ONCE = 40;

    private final Texts texts;
    private final Plan.Ready plan;
    private final StepTimes times;
    private final Path copies;
    private final CheckBox notes = new CheckBox();
    private final Pieces opened = new Pieces();

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
    List<Node> sections(@Nullable FindingDeeds deeds) {
        List<Node> all = new ArrayList<>();
        Label time = Ui.text(time(deeds != null), "muted");
        time.setId("plan-time");
        Ui.shown(time, !time.getText().isEmpty());
        all.add(Ui.card(HopPath.of(texts, plan.hops()), Ui.text(summary(), "muted"), time));
        oneWay(all);
        copies(all);
        all.addAll(findings(texts, plan.findings(), deeds));
        notes(all, deeds != null);
        for (Hop hop : plan.hops()) {
            steps(all, hop);
        }
        return all;
    }

    private List<Step> steps() {
        return plan.hops().stream().flatMap(hop -> hop.steps().stream()).toList();
    }

    private String summary() {
        List<Step> steps = steps();
        long manual = steps.stream().filter(step -> step instanceof Step.Manual).count();
        boolean stops = steps.stream().anyMatch(step -> step.info().phase() == Phase.STOP);
        String said =
                texts.get(
                        "plan.summary",
                        texts.count("plan.hops", plan.hops().size()),
                        texts.count("rail.steps", steps.size()));
        if (manual > 0) {
            said += " " + texts.count("plan.manual", manual);
        }
        return said + " " + texts.get(stops ? "plan.stops" : "plan.stops-not");
    }

    private String time(boolean ahead) {
        if (!ahead) {
            return "";
        }
        Optional<Duration> total = times.total(plan);
        Optional<Duration> stopped = times.stopped(plan);
        if (total.isEmpty() || stopped.isEmpty()) {
            return texts.get("plan.time-unknown");
        }
        return texts.get("plan.time", texts.about(total.get()))
                + (stopped.get().isZero()
                        ? ""
                        : " " + texts.get("plan.time-stopped", texts.about(stopped.get())));
    }

    private void oneWay(List<Node> all) {
        List<Step> oneWay =
                steps().stream()
                        .filter(step -> step.info().reversibility() == Reversibility.ONE_WAY)
                        .toList();
        long restore =
                steps().stream()
                        .filter(step -> step.info().reversibility() == Reversibility.NEEDS_RESTORE)
                        .count();
        if (!oneWay.isEmpty()) {
            all.add(
                    new Notice(
                            Notice.Kind.WARNING,
                            texts.count("plan.one-way", oneWay.size()),
                            texts.get("plan.one-way-text", oneWay.getFirst().info().title())));
        } else if (restore > 0) {
            all.add(
                    new Notice(
                            Notice.Kind.INFO,
                            texts.count("plan.restore", restore),
                            texts.get("plan.restore-text")));
        }
    }

    private void copies(List<Node> all) {
        steps().stream()
                .filter(step ->
                        step instanceof Step.Copy copy && copy.to().equals(Step.WORKSTATION))
                .findFirst()
                .ifPresent(step ->
                        all.add(
                                new Notice(
                                        Notice.Kind.INFO,
                                        step.info().title(),
                                        texts.get("plan.copies", copies.toString()))));
    }

    static List<Node> findings(Texts texts, List<Finding> findings, @Nullable FindingDeeds deeds) {
        if (findings.isEmpty()) {
            return List.of();
        }
        VBox cards = Ui.column(8);
        findings.stream()
                .sorted(
                        Comparator.comparing((Finding finding) -> finding.waiver().isPresent())
                                .thenComparing(Finding::severity))
                .forEach(finding -> cards.getChildren().add(FindingCard.of(texts, finding, deeds)));
        return List.of(Ui.heading(texts.count("plan.findings", findings.size())), cards);
    }

    private void notes(List<Node> all, boolean open) {
        if (plan.notes().isEmpty()) {
            return;
        }
        VBox list = Ui.column(10);
        for (Runbook.Note note : plan.notes()) {
            Label source = Ui.text(texts.get("common.source", note.source()), "muted", "small");
            list.getChildren()
                    .add(
                            Ui.column(
                                    4,
                                    Ui.row(8, Ui.badge(note.crossing().text(), "badge-accent")),
                                    Ui.text(note.text()),
                                    source));
        }
        VBox card = Ui.card(list);
        if (open) {
            card.getChildren().add(notes);
        }
        all.add(Ui.heading(texts.get("plan.notes", plan.from().text(), plan.to().text())));
        all.add(card);
    }

    private void steps(List<Node> all, Hop hop) {
        String title =
                plan.hops().size() > 1
                        ? texts.get("plan.hop", hop.number(), hop.from().text(), hop.to().text())
                        : texts.get("plan.steps");
        all.add(Ui.heading(title));
        for (Phase phase : Phase.values()) {
            List<Step> steps =
                    hop.steps().stream().filter(step -> step.info().phase() == phase).toList();
            if (!steps.isEmpty()) {
                all.add(phase(phase, steps));
            }
        }
    }

    /// The cards of a phase are made when it is opened, since a plan may have two hundred steps.
    /// All phases of a short plan are, one in each frame.
    private TitledPane phase(Phase phase, List<Step> steps) {
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
        if (steps().size() <= AT_ONCE) {
            opened.add(() -> pane.setExpanded(pane.getScene() != null));
        }
        return pane;
    }
}
