package dev.handrail.report;

import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.summary.StateComparison;
import dev.handrail.report.RunReport.StepProgress;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Builds the part of a report that lists the steps of each hop.
record HopSections(Run run, RunEventView eventView) {

    /// One section for each hop of the plan, also for hops that the run has not reached.
    List<RunReport.HopSection> buildHops() {
        List<Hop> hops = run.start().plan().hops();
        return IntStream.range(0, hops.size()).mapToObj(i -> buildHop(i, hops.get(i))).toList();
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
        Optional<ScriptText> script = findScript(step.step());
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

    private static Optional<ScriptText> findScript(Step step) {
        return step instanceof Step.Script script ? Optional.of(script.run()) : Optional.empty();
    }

    /// Says what can be lost by undoing the step, or by a step that undoes another one.
    private static Message describeReversibility(Step.StepInfo info) {
        return switch (info.reversibility()) {
            case FREE ->
                    info.isUndo()
                            ? Message.of("report.reversibility.replaces-nothing")
                            : Message.of("report.reversibility.free");
            case NEEDS_RESTORE ->
                    info.isUndo()
                            ? Message.of("report.reversibility.restores")
                            : Message.of("report.reversibility.needs-restore");
            case ONE_WAY -> Message.of("report.reversibility.one-way");
        };
    }
}
