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
import javafx.scene.layout.FlowPane;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The overview of a plan: path, size and duration, and notices about steps that need attention.
record PlanOverview(Texts texts, Plan.Ready plan) {

    /// Returns the path and the size of the plan, and how long it takes. `forecast`: null for a
    /// plan that has run, whose times stand in its summary.
    Node overviewCard(@Nullable PlanForecast forecast) {
        Node path = HopPath.of(texts, plan.hops());
        String summary = summaryText() + restoreText();
        if (forecast == null) {
            return Ui.card(path, Ui.wrappedText(summary, "muted"));
        }
        PlanFigures figures = new PlanFigures(texts, forecast);
        FlowPane head = new FlowPane(40, 8, path, figures.figures());
        return Ui.card(head, figures.bar(), figures.restsLabel(summary));
    }

    /// Says that a roll-back restores the backup, if that is so for some step and there is a way
    /// back from all.
    private String restoreText() {
        int restoring = stepsWith(Reversibility.NEEDS_RESTORE).size();
        return restoring > 0 && stepsWith(Reversibility.ONE_WAY).isEmpty()
                ? " "
                        + texts.pluralText("plan.restore", restoring)
                        + ". "
                        + texts.get("plan.restore-text")
                : "";
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

    /// Warns of steps that nothing can undo.
    Optional<Node> oneWayNotice() {
        List<Step> oneWay = stepsWith(Reversibility.ONE_WAY);
        return oneWay.isEmpty() ? Optional.empty() : Optional.of(oneWayNotice(oneWay));
    }

    private Node oneWayNotice(List<Step> oneWay) {
        String first = texts.inUserLanguage(oneWay.getFirst().info().title());
        return new NoticeBox(
                NoticeBox.NoticeKind.WARNING,
                texts.pluralText("plan.one-way", oneWay.size()),
                texts.get("plan.one-way-text", first));
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
