package dev.handrail.ui.plan;

import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Step;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The overview of a plan: path, size and duration, and notices about steps that need attention.
record PlanOverview(Texts texts, Plan.Ready plan) {

    /// Returns the path and the size of the plan. `timeText` is the estimate of the duration; empty
    /// hides the line.
    Node overviewCard(String timeText) {
        Label time = Ui.wrappedText(timeText, "muted");
        time.setId("plan-time");
        Ui.setShown(time, !timeText.isEmpty());
        Label summary = Ui.wrappedText(summaryText(), "muted");
        return Ui.card(HopPath.of(texts, plan.hops()), summary, time);
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

    /// Estimates the duration of the plan and of the downtime from earlier runs. The text says that
    /// the time is unknown when no earlier run has timed one of the steps.
    String timeText(StepTimes times) {
        Optional<Duration> total = times.totalDuration(plan);
        Optional<Duration> stopped = times.serviceDowntime(plan);
        String text =
                total.map(time -> texts.get("plan.time", texts.formatEstimate(time)))
                        .orElse(texts.get("plan.time-unknown"));
        String estimated = total.isPresent() ? "plan.time-stopped" : "plan.time-stopped-alone";
        String key = times.hasMeasuredDowntime(plan) ? "plan.time-down" : estimated;
        return stopped.filter(time -> !time.isZero())
                .map(time -> text + " " + texts.get(key, texts.formatEstimate(time)))
                .orElse(text);
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
