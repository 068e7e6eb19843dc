package dev.handrail.run.step;

import dev.handrail.model.Message;
import dev.handrail.redact.SecretRedactor;
import dev.handrail.run.evidence.LineSplitter;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.text.MessageFormatter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Redacts the output of one step and journals it by its offset in the server's log. The thread
/// that follows the step and the one that answers its prompts both use it.
public final class StepLog {
    /// How many journaled bytes to read again when an earlier process has followed the step.
    private static final int LOOK_BACK = 65536;

    private static final MessageFormatter ENGLISH = MessageFormatter.ENGLISH;

    private final RunRecorder recorder;
    private final long step;
    private final List<String> secrets;
    private final LineSplitter lines = new LineSplitter(line -> {});
    private final boolean listening;
    private SecretRedactor mask;
    private long end;
    private long taken = -1;
    private int skip;
    private boolean lineOpen;

    /// `secrets`: those that this run knows; the list grows as the admin types more. `listening`:
    /// keep the line that has not ended yet, for prompts.
    StepLog(
            StepExecutor.StartedStep task,
            RunRecorder recorder,
            CopyOnWriteArrayList<String> secrets,
            boolean listening) {
        this.recorder = recorder;
        this.step = task.stepSeq();
        this.secrets = secrets;
        this.listening = listening;
        this.mask = new SecretRedactor(secrets);
        if (!task.fresh()) {
            loadJournaled();
        }
    }

    /// Returns the log of a step that Handrail executes itself.
    public static StepLog forOwnStep(StepExecutor.StartedStep task, RunRecorder recorder) {
        return new StepLog(task, recorder, new CopyOnWriteArrayList<>(), false);
    }

    /// Continues after the output that is already journaled.
    private void loadJournaled() {
        end = recorder.journal().outputEndOffset(recorder.runId(), step);
        lineOpen = end > 0;
        if (listening) {
            loadOpenLine();
        }
    }

    private void loadOpenLine() {
        recorder.journal()
                .readOutput(
                        recorder.runId(),
                        step,
                        Math.max(0, end - LOOK_BACK),
                        (offset, bytes) -> {
                            lines.feedBytes(bytes);
                            return true;
                        });
    }

    /// Returns the offset from which to follow the output. A process that resumes a step starts
    /// some way before the journaled end, so that it recognizes a secret that spans several lines.
    /// It does not journal that part again.
    synchronized long startOffset() {
        if (taken < 0) {
            taken = Math.max(0, end - LOOK_BACK);
            skip = (int) (end - taken);
        }
        return taken;
    }

    /// Redacts and journals the next output of the step. May hold back its end until more arrives.
    synchronized void appendRaw(byte[] bytes, int length) {
        taken += length;
        appendRedacted(mask.redactNext(bytes, length));
    }

    /// Journals what was held back and tells the journal that the step has ended.
    public synchronized void finishLog() {
        appendRedacted(mask.redactRest());
        recorder.journal().finishOutput(recorder.runId(), step);
    }

    /// Logs a line of Handrail itself, for steps that Handrail executes itself. It is in English
    /// for every reader, like the output of tools on a server.
    public synchronized void logLine(Message sentence) {
        logText((lineOpen ? "\n" : "") + mask.redactText(ENGLISH.format(sentence)) + "\n");
        lineOpen = false;
    }

    /// Logs a line that the next progress line overwrites.
    public synchronized void logProgress(Message sentence) {
        logText("\r" + "%-70s".formatted(mask.redactText(ENGLISH.format(sentence))));
        lineOpen = true;
    }

    private void logText(String text) {
        appendRedacted(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Redacts this text too from now on.
    synchronized void addSecret(String text) {
        appendRedacted(mask.redactRest());
        secrets.add(text);
        mask = new SecretRedactor(secrets);
    }

    /// Returns the offset at which the journaled output ends.
    synchronized long endOffset() {
        return end;
    }

    /// Returns the line that has not ended yet, without colours, or an empty text.
    synchronized String openLine() {
        return lines.openLine();
    }

    /// Skips what an earlier process has already journaled.
    private void appendRedacted(byte[] bytes) {
        int skipped = Math.min(skip, bytes.length);
        skip -= skipped;
        byte[] fresh = skipped == 0 ? bytes : Arrays.copyOfRange(bytes, skipped, bytes.length);
        if (fresh.length > 0) {
            recorder.recordOutput(step, end, fresh);
            end += fresh.length;
            if (listening) {
                lines.feedBytes(fresh);
            }
        }
    }
}
