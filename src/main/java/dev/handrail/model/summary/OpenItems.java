package dev.handrail.model.summary;

import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What an admin still has to do or to know after a run.
public record OpenItems(Run run) {

    public List<Message> listItems() {
        List<Message> items = new ArrayList<>();
        if (run.status() != Run.RunStatus.FINISHED) {
            items.add(Message.of("summary.open.unfinished"));
        }
        run.steps().stream()
                .filter(step -> isSkipped(step) || !step.hasPassed())
                .map(OpenItems::describeStep)
                .forEach(items::add);
        List<Finding> findings = run.start().plan().findings();
        findings.stream().flatMap(OpenItems::describeWaiver).forEach(items::add);
        findings.stream().filter(this::staysTrue).map(OpenItems::describeNote).forEach(items::add);
        return items;
    }

    private static boolean isSkipped(StepRun step) {
        return step.outcome().filter(outcome -> outcome == StepOutcome.SKIPPED).isPresent();
    }

    private static Message describeStep(StepRun step) {
        Message title = step.step().info().title();
        Message state;
        if (isSkipped(step)) {
            state = Message.of("summary.open.skipped", title);
        } else if (step.attempts() == 0) {
            state = Message.of("summary.open.not-started", title);
        } else {
            state = Message.of("summary.open.not-finished", title);
        }
        return Message.sentences(state, step.reason());
    }

    /// Empty for a finding without a waiver.
    private static Stream<Message> describeWaiver(Finding finding) {
        return finding.waiver().stream()
                .map(reason -> Message.of("summary.open.waived", finding.title(), reason))
                .map(waived -> Message.sentences(waived, finding.why(), finding.fix()));
    }

    private static Message describeNote(Finding finding) {
        return Message.sentences(Message.of("summary.open.info", finding.title()), finding.why());
    }

    /// Whether a note of the plan still counts: the run has reached its goal on a real server.
    private boolean staysTrue(Finding finding) {
        return finding.severity() == Finding.Severity.INFO
                && run.hasSucceeded()
                && !run.isRecorded();
    }
}
