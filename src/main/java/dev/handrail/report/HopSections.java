package dev.handrail.report;

import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.summary.StateComparison;
import dev.handrail.report.RunReport.StepProgress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds the part of a report that lists the steps of each hop.
record HopSections(Run run, RunEventView eventView) {

    /// One section for each hop of the plan, also for hops that the run has not reached.
    List<RunReport.HopSection> buildHops() {
        List<RunReport.HopSection> hops = new ArrayList<>();
        List<Hop> planned = run.start().plan().hops();
        for (int i = 0; i < planned.size(); i++) {
            hops.add(buildHop(i, planned.get(i)));
        }
        return hops;
    }

    private RunReport.HopSection buildHop(int index, Hop hop) {
        return new RunReport.HopSection(
                hop.number(),
                hop.from().text(),
                hop.to().text(),
                run.steps().stream()
                        .filter(step -> step.hop() == index)
                        .map(this::buildStep)
                        .toList());
    }

    /// The section shows the outcome of the last attempt; `attempts` lists every attempt. A step
    /// without a script has an empty file name and hash.
    private RunReport.StepSection buildStep(StepRun step) {
        Step.StepInfo info = step.step().info();
        Optional<ScriptText> script =
                step.step() instanceof Step.Script it ? Optional.of(it.run()) : Optional.empty();
        StepProgress progress = StepProgress.of(step.outcome(), step.attempts());
        return new RunReport.StepSection(
                info.id(),
                info.phase(),
                ReportSanitizer.sanitizeMessage(info.title()),
                ReportSanitizer.sanitizeMessage(info.why()),
                info.role(),
                describeReversibility(info),
                ReportSanitizer.sanitizeText(info.source()),
                script.map(ScriptText::file).orElse(""),
                script.map(ScriptText::sha256Hex).orElse(""),
                progress,
                progress.tone(),
                ReportSanitizer.sanitizeMessage(step.reason()),
                step.seen().stream().map(ReportSanitizer::sanitizeText).toList(),
                ReportSanitizer.sanitizeLines(StateComparison.ofStep(step).changedLines()),
                eventView.stepAttempts(step));
    }

    private static Message describeReversibility(Step.StepInfo info) {
        return switch (info.reversibility()) {
            case FREE ->
                    Message.of(
                            info.isUndo()
                                    ? "report.reversibility.replaces-nothing"
                                    : "report.reversibility.free");
            case NEEDS_RESTORE ->
                    Message.of(
                            info.isUndo()
                                    ? "report.reversibility.restores"
                                    : "report.reversibility.needs-restore");
            case ONE_WAY -> Message.of("report.reversibility.one-way");
        };
    }
}
