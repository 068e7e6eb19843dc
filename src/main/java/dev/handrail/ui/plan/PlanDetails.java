package dev.handrail.ui.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.Step;
import dev.handrail.run.PlanForecast;
import dev.handrail.ui.kit.FrameScheduler;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Shows a whole plan: path, duration, findings, release notes, and every step. The same view
/// serves a plan before its start and the plan of a past run.
public final class PlanDetails {
    /// Up to this many steps, all phases of a plan are shown open.
    private static final int SHORT_PLAN = 40;

    private static final Comparator<Finding> WAIVED_LAST =
            Comparator.comparing((Finding finding) -> finding.waiver().isPresent())
                    .thenComparing(Finding::severity);

    private final Texts texts;
    private final Plan.Ready plan;
    private final PlanOverview overview;
    private final PlanForecast forecast;
    private final Path copies;
    private final FrameScheduler opened = new FrameScheduler();

    /// `copies`: the folder on this workstation for files that the run copies.
    PlanDetails(Texts texts, Plan.Ready plan, PlanForecast forecast, Path copies) {
        this.texts = texts;
        this.plan = plan;
        this.overview = new PlanOverview(texts, plan);
        this.forecast = forecast;
        this.copies = copies;
    }

    /// Returns the sections of the page from top to bottom. `findingActions` is null for a plan
    /// that can no longer change; the sections then have no estimate and no buttons.
    List<Node> buildSections(@Nullable FindingActions findingActions) {
        boolean ahead = findingActions != null;
        List<Node> all = new ArrayList<>();
        all.add(overview.overviewCard(ahead ? forecast : null));
        overview.reversibilityNotice().ifPresent(all::add);
        overview.copyNotice(copies).ifPresent(all::add);
        all.addAll(findingSection(texts, plan.findings(), findingActions));
        addNotes(all);
        plan.hops().forEach(hop -> addHopSteps(all, hop));
        return all;
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
                .sorted(WAIVED_LAST)
                .map(finding -> FindingCard.of(texts, finding, findingActions))
                .forEach(cards.getChildren()::add);
        cards.setId(PlanPlaces.FINDINGS);
        return List.of(Ui.sectionTitle(texts.pluralText("plan.findings", findings.size())), cards);
    }

    /// Adds the release notes of all versions on the path.
    private void addNotes(List<Node> all) {
        if (plan.notes().isEmpty()) {
            return;
        }
        VBox list = Ui.column(10);
        plan.notes().forEach(note -> list.getChildren().add(noteView(note)));
        Label title =
                Ui.sectionTitle(texts.get("plan.notes", plan.from().text(), plan.to().text()));
        title.setId(PlanPlaces.NOTES);
        all.addAll(List.of(title, Ui.card(list)));
    }

    /// Shows a note with the version that it belongs to and its source.
    private Node noteView(Runbook.Note note) {
        VBox view =
                Ui.column(
                        4,
                        Ui.row(8, Ui.badge(note.crossing().text(), "badge-accent")),
                        Ui.wrappedText(texts.inUserLanguage(note.text())));
        SourceNote.of(texts, note.source()).ifPresent(view.getChildren()::add);
        return view;
    }

    /// Adds one pane for each phase of the hop that has steps.
    private void addHopSteps(List<Node> all, Hop hop) {
        all.add(Ui.sectionTitle(hopTitle(hop)));
        for (Phase phase : Phase.values()) {
            List<Step> steps =
                    hop.steps().stream().filter(step -> step.info().phase() == phase).toList();
            if (!steps.isEmpty()) {
                all.add(phasePane(phase, steps));
            }
        }
    }

    /// Names the versions only when the plan has more than one hop.
    private String hopTitle(Hop hop) {
        return plan.hops().size() > 1
                ? texts.get("plan.hop", hop.number(), hop.from().text(), hop.to().text())
                : texts.get("plan.steps");
    }

    /// Returns a folded pane with the steps of a phase. The phases of a short plan open by
    /// themselves, one in each frame, which keeps the window responsive.
    private TitledPane phasePane(Phase phase, List<Step> steps) {
        TitledPane pane = new TitledPane();
        pane.setText(texts.of("phase", phase));
        pane.setGraphic(Ui.badge(String.valueOf(steps.size()), "badge-quiet"));
        pane.getStyleClass().add("phase-pane");
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.expandedProperty().addListener((o, old, open) -> fillPane(pane, steps));
        if (overview.allSteps().size() <= SHORT_PLAN) {
            opened.enqueueTask(() -> pane.setExpanded(pane.getScene() != null));
        }
        return pane;
    }

    /// Creates the step cards when the pane opens first, because a plan may have two hundred steps.
    private void fillPane(TitledPane pane, List<Step> steps) {
        if (pane.isExpanded() && pane.getContent() == null) {
            VBox cards = Ui.column(8);
            steps.forEach(step -> cards.getChildren().add(new StepCard(texts, step, plan).view()));
            pane.setContent(cards);
        }
    }
}
