package dev.handrail.ui.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.run.PlanForecast;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.kit.SideBySide;
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
import java.util.Optional;

/// Shows a whole plan: path, duration, findings, release notes, and every step. The same view
/// serves a plan before its start and the plan of a past run.
public final class PlanDetails {
    private static final Comparator<Finding> WAIVED_LAST =
            Comparator.comparing((Finding finding) -> finding.waiver().isPresent())
                    .thenComparing(Finding::severity);

    private final Texts texts;
    private final Plan.Ready plan;
    private final PlanOverview overview;
    private final PlanBasis basis;
    private final Path copies;

    /// What a plan rests on. `passedChecks`: the titles of the checks that found nothing.
    record PlanBasis(StepTimes times, PlanForecast forecast, List<Message> passedChecks) {}

    /// `copies`: the folder on this workstation for files that the run copies.
    PlanDetails(Texts texts, Plan.Ready plan, PlanBasis basis, Path copies) {
        this.texts = texts;
        this.plan = plan;
        this.overview = new PlanOverview(texts, plan);
        this.basis = basis;
        this.copies = copies;
    }

    /// Returns the sections of the page from top to bottom. `findingActions` is null for a plan
    /// that can no longer change; the sections then have no estimate and no buttons.
    List<Node> buildSections(@Nullable FindingActions findingActions) {
        boolean ahead = findingActions != null;
        List<Node> all = new ArrayList<>();
        all.add(overview.overviewCard(ahead ? basis.forecast() : null));
        overview.oneWayNotice().ifPresent(all::add);
        overview.copyNotice(copies).ifPresent(all::add);
        addFindingsAndNotes(all, findingActions);
        passedPane().ifPresent(all::add);
        StepTable table = new StepTable(texts, plan, basis.times());
        plan.hops().forEach(hop -> addHopSteps(all, table, hop));
        return all;
    }

    /// Puts the findings and the notes side by side if there are both.
    private void addFindingsAndNotes(List<Node> all, @Nullable FindingActions findingActions) {
        List<Node> findings = findingSection(texts, plan.findings(), findingActions);
        List<Node> notes = noteSection();
        if (findings.isEmpty() || notes.isEmpty()) {
            all.addAll(findings);
            all.addAll(notes);
        } else {
            all.add(SideBySide.ofHalves(columnOf(findings), columnOf(notes)));
        }
    }

    private static VBox columnOf(List<Node> section) {
        return Ui.column(8, section.toArray(Node[]::new));
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

    /// Returns a title and the release notes of all versions on the path, or an empty list without
    /// notes.
    private List<Node> noteSection() {
        if (plan.notes().isEmpty()) {
            return List.of();
        }
        VBox card = Ui.card();
        plan.notes().forEach(note -> card.getChildren().add(noteView(note)));
        Label title =
                Ui.sectionTitle(texts.get("plan.notes", plan.from().text(), plan.to().text()));
        title.setId(PlanPlaces.NOTES);
        return List.of(title, card);
    }

    /// Shows a note with the version that it belongs to and its source.
    private Node noteView(Runbook.Note note) {
        VBox text = Ui.column(0, Ui.wrappedText(texts.inUserLanguage(note.text())));
        SourceNote.of(texts, note.source()).ifPresent(text.getChildren()::add);
        Node version = Ui.badge(note.crossing().text(), "badge-accent");
        return Ui.topRow(10, version, Ui.growAlways(text));
    }

    /// Says in a folded pane how many checks found nothing, and lists them.
    private Optional<Node> passedPane() {
        List<Message> passed = basis.passedChecks();
        if (passed.isEmpty()) {
            return Optional.empty();
        }
        VBox list = Ui.column(4, Ui.wrappedText(texts.get("plan.checks-text"), "muted"));
        passed.forEach(title ->
                list.getChildren().add(Ui.wrappedText("\u2013 " + texts.inUserLanguage(title))));
        TitledPane pane = new TitledPane(texts.pluralText("plan.checks", passed.size()), list);
        pane.setId("checks-passed");
        pane.getStyleClass().add("details");
        pane.setAnimated(false);
        pane.setExpanded(false);
        return Optional.of(pane);
    }

    private void addHopSteps(List<Node> all, StepTable table, Hop hop) {
        all.add(Ui.sectionTitle(hopTitle(hop)));
        all.addAll(table.tablesOf(hop));
    }

    /// Names the versions only when the plan has more than one hop.
    private String hopTitle(Hop hop) {
        return plan.hops().size() > 1
                ? texts.get("plan.hop", hop.number(), hop.from().text(), hop.to().text())
                : texts.get("plan.steps");
    }
}
