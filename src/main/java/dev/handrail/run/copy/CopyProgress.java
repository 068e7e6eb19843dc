package dev.handrail.run.copy;

import dev.handrail.model.Message;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.step.StepLog;

import java.time.Duration;
import java.time.Instant;

/// Logs the progress of all files of a copy step, about once a second.
final class CopyProgress {
    private final RunRecorder recorder;
    private final StepLog log;
    private final Instant begun;
    private Instant logged = Instant.EPOCH;
    private long total;
    private long copied;

    CopyProgress(RunRecorder recorder, StepLog log, long total) {
        this.recorder = recorder;
        this.log = log;
        this.total = total;
        this.begun = recorder.now();
    }

    void addTotal(long bytes) {
        total += bytes;
    }

    void addCopied(long bytes) {
        copied += bytes;
        Instant now = recorder.now();
        if (copied >= total || now.isAfter(logged.plusSeconds(1))) {
            logged = now;
            log.logProgress(describeProgress(Duration.between(begun, now)));
        }
    }

    /// Estimates the remaining time from the second second on.
    private Message describeProgress(Duration taken) {
        long percent = total == 0 ? 100 : copied * 100 / total;
        Message.ByteCount all = new Message.ByteCount(total);
        if (copied <= 0 || taken.toMillis() < 1000) {
            return Message.of("run.copy.log.progress", percent, all);
        }
        long perSecond = Math.max(1, copied * 1000 / taken.toMillis());
        Duration remaining = Duration.ofSeconds((total - copied) / perSecond);
        Message.ByteCount speed = new Message.ByteCount(perSecond);
        return Message.of("run.copy.log.progress-left", percent, all, speed, remaining);
    }
}
