package dev.handrail.ui.plan;

import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Step;
import dev.handrail.run.PlanForecast;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The overview of a plan: path, size and duration, and notices about steps that need attention.
record PlanOverview(Texts texts, Plan.Ready plan) {

    /// Returns the path and the size of the plan, and how long it takes. `forecast`: null for a
    /// plan that has run, whose times stand in its summary.
    Node overviewCard(@Nullable PlanForecast forecast) {
        Label summary = Ui.wrappedText(summaryText(), "muted");
        VBox card = Ui.card(HopPath.of(texts, plan.hops()), summary);
        if (forecast != null) {
            card.getChildren().add(new PlanFigures(texts, forecast).view());
        }
        return card;
    }

    List<Step> allSteps() {
        return plan.hops().stream().flatMap(hop -> hop.steps().stream()).toList();
    }

    /// Counts the hops and steps, says how many of them are manual, and whether the plan stops the
    /// service.
    private String summaryText() {
        List<Step> steps = allSteps();
        long manual = steps.stream().filter(step -> step instanceof Step.Manual).count();
        boolean stops = steps.stream().anyMatch(step -> step.info().phase() == Phase.STOP);
        String hops = texts.pluralText("plan.hops", plan.hops().size());
        String size =
                texts.get("plan.summary", hops, texts.pluralText("sidebar.steps", steps.size()));
        String tasks = manual > 0 ? " " + texts.pluralText("plan.manual", manual) : "";
        return size + tasks + " " + texts.get(stops ? "plan.stops" : "plan.stops-not");
    }

    /// Warns of steps that nothing can undo. A plan without such a step has an information instead,
    /// if undoing some step needs a restore.
    Optional<Node> reversibilityNotice() {
        List<Step> oneWay = stepsWith(Reversibility.ONE_WAY);
        int restoring = stepsWith(Reversibility.NEEDS_RESTORE).size();
        if (!oneWay.isEmpty()) {
            return Optional.of(oneWayNotice(oneWay));
        }
        return restoring > 0 ? Optional.of(restoreNotice(restoring)) : Optional.empty();
    }

    private Node oneWayNotice(List<Step> oneWay) {
        String first = texts.inUserLanguage(oneWay.getFirst().info().title());
        return new NoticeBox(
                NoticeBox.NoticeKind.WARNING,
                texts.pluralText("plan.one-way", oneWay.size()),
                texts.get("plan.one-way-text", first));
    }

    private Node restoreNotice(int steps) {
        return new NoticeBox(
                NoticeBox.NoticeKind.INFO,
                texts.pluralText("plan.restore", steps),
                texts.get("plan.restore-text"));
    }

    private List<Step> stepsWith(Reversibility reversibility) {
        return allSteps().stream()
                .filter(step -> step.info().reversibility() == reversibility)
                .toList();
    }

    /// Names the folder on this workstation to which the run copies files. Only the first such step
    /// gives the title, because all of them use the same folder.
    Optional<Node> copyNotice(Path copies) {
        return allSteps().stream()
                .filter(PlanOverview::copiesToWorkstation)
                .findFirst()
                .map(step ->
                        new NoticeBox(
                                NoticeBox.NoticeKind.INFO,
                                texts.inUserLanguage(step.info().title()),
                                texts.get("plan.copies", copies.toString())));
    }

    private static boolean copiesToWorkstation(Step step) {
        return step instanceof Step.Copy copy && copy.to().equals(Step.WORKSTATION);
    }
}
