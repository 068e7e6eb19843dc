package dev.handrail.run.merge;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.FileMerged;
import dev.handrail.model.RunEvent.MergeOutcome;
import dev.handrail.run.RunStopped;
import dev.handrail.run.merge.MergeDecisions.FileDecision;
import dev.handrail.run.merge.MergeFileStore.DecidedFile;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.step.StepExecutor.StartedStep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Journals, file by file, what became of the decisions.
final class MergeOutcomes {
    private final RunRecorder recorder;
    private final StartedStep task;
    private final MergeFileStore files;

    MergeOutcomes(RunRecorder recorder, StartedStep task, MergeFileStore files) {
        this.recorder = recorder;
        this.task = task;
        this.files = files;
    }

    void recordOutcome(String file, MergeOutcome outcome, String oldSha256, String newSha256) {
        recorder.recordEvent((seq, at) ->
                new FileMerged(seq, at, task.stepSeq(), file, outcome, oldSha256, newSha256));
    }

    /// Records the decisions about files that are not among `done`: an earlier attempt has written
    /// them, the admin kept them, or the step did not compare them any more. Names the latter.
    Message recordOthers(MergeDecisions decisions, List<DecidedFile> done) throws RunStopped {
        Set<String> names =
                done.stream().map(each -> each.file().minePath()).collect(Collectors.toSet());
        List<Message> missing = new ArrayList<>();
        for (Map.Entry<String, FileDecision> other : decisions.all().entrySet()) {
            if (!names.contains(other.getKey()) && !isRecorded(other.getKey())) {
                recordOther(other.getKey(), other.getValue(), missing);
            }
        }
        return Message.sentences(missing.toArray(Message[]::new));
    }

    private void recordOther(String path, FileDecision decision, List<Message> missing)
            throws RunStopped {
        String now = files.readSha256(path);
        String before = decision.seen().mineSha256();
        if (files.hasWritten(path, before, now)) {
            recordOutcome(path, MergeOutcome.WRITTEN, before, now);
        } else if (keepsAll(decision)) {
            recordOutcome(path, MergeOutcome.KEPT, now, now);
        } else {
            recordOutcome(path, MergeOutcome.NOT_COMPARED, now, now);
            missing.add(Message.of("run.merge.not-compared", path));
        }
    }

    private static boolean keepsAll(FileDecision decision) {
        Answer answer = decision.answer();
        return answer.choicesOf(decision.seen()).stream().allMatch(LineChoice.MINE::equals);
    }

    /// Whether an earlier attempt of this step has written the file and said so.
    private boolean isRecorded(String path) {
        Set<Long> attempts = attempts();
        return events().stream()
                .anyMatch(event ->
                        event instanceof FileMerged merged
                                && merged.file().equals(path)
                                && attempts.contains(merged.step()));
    }

    private Set<Long> attempts() {
        return events().stream()
                .filter(event ->
                        event instanceof RunEvent.StepStarted start
                                && start.hop() == task.run().hop()
                                && start.step().equals(task.stepId()))
                .map(RunEvent::seq)
                .collect(Collectors.toSet());
    }

    private List<RunEvent> events() {
        return recorder.journal().readEvents(recorder.runId());
    }
}
