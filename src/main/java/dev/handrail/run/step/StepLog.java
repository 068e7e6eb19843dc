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

/// The output of one step: masked, and journaled by its offset in the server's log.
public final class StepLog {
    /// How far to look back when another process has followed before.
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

    /// `secrets`: those known in this run; the list grows as the admin types more. `listening`:
    /// someone wants to know the line that has not ended yet.
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

    /// For a step that Handrail carries out itself.
    public static StepLog forOwnStep(StepExecutor.StartedStep task, RunRecorder recorder) {
        return new StepLog(task, recorder, new CopyOnWriteArrayList<>(), false);
    }

    /// Goes on behind what is journaled of it already.
    private void loadJournaled() {
        end = recorder.journal().outputEndOffset(recorder.runId(), step);
        lineOpen = end > 0;
        if (listening) {
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
    }

    /// Where to follow from: right behind what came before. Another process begins some way before
    /// what it has journaled, so that a secret in several lines is still known for one.
    synchronized long startOffset() {
        if (taken < 0) {
            taken = Math.max(0, end - LOOK_BACK);
            skip = (int) (end - taken);
        }
        return taken;
    }

    synchronized void appendRaw(byte[] bytes, int length) {
        taken += length;
        appendRedacted(mask.redactNext(bytes, length));
    }

    public synchronized void finishLog() {
        appendRedacted(mask.redactRest());
        recorder.journal().finishOutput(recorder.runId(), step);
    }

    /// Logs a line of Handrail's own, for steps that it carries out itself. Output is in English
    /// for every reader, like that of the tools on the server.
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

    /// From now on this is masked too.
    synchronized void addSecret(String text) {
        appendRedacted(mask.redactRest());
        secrets.add(text);
        mask = new SecretRedactor(secrets);
    }

    synchronized long endOffset() {
        return end;
    }

    synchronized String openLine() {
        return lines.openLine();
    }

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
