package dev.handrail.cli.output;

import dev.handrail.model.Message;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.ArtifactsRecorded;
import dev.handrail.model.RunEvent.AutoRollback;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.Step;
import dev.handrail.model.summary.AutoRollbackText;
import dev.handrail.report.DisplayFormat;
import dev.handrail.text.MessageFormatter;

import java.time.Duration;
import java.time.Instant;

/// Describes events of a run in the words of the commands.
final class RunRemarks {
    private RunRemarks() {}

    /// A lost connection comes with the time and the reason.
    static Message describeConnection(LinkChanged link) {
        return link.up()
                ? Message.of("cli.run.connected")
                : Message.of(
                        "cli.run.disconnected",
                        DisplayFormat.HERE.formatTime(link.at()),
                        link.reason());
    }

    /// Sums up how many artifacts the run left and how large they are, on a server or here.
    static Message describeArtifacts(ArtifactsRecorded event) {
        long kilobytes = event.all().stream().mapToLong(RunEvent.Artifact::kilobytes).sum();
        Message.ByteCount size = new Message.ByteCount(kilobytes * 1024);
        int count = event.all().size();
        return event.role().equals(Step.WORKSTATION)
                ? Message.of("cli.run.artifacts-here", count, size)
                : Message.of("cli.run.artifacts-there", count, size, event.role());
    }

    /// The title, with the number of the attempt from the second attempt on.
    static Message describeStart(StepRun step, int attempt) {
        Message title = step.step().info().title();
        return attempt > 1 ? Message.of("cli.run.attempt", title, attempt) : title;
    }

    static Message describePause(RunPaused paused) {
        return StateTexts.withReason(Message.of("cli.run.paused"), paused.reason());
    }

    /// Says when Handrail goes back by itself and how much time is left, or why it does not.
    static Message describeAutoRollback(
            AutoRollback rollback, MessageFormatter texts, Instant now) {
        return rollback.due()
                .map(due -> describeDue(rollback, due, texts, now))
                .orElseGet(() -> AutoRollbackText.describe(rollback));
    }

    private static Message describeDue(
            AutoRollback rollback, Instant due, MessageFormatter texts, Instant now) {
        String time = texts.moments().clockTime(due);
        return due.isAfter(now)
                ? Message.of("run.auto-rollback.due", time, Duration.between(now, due))
                : Message.of("run.auto-rollback.missed", time, rollback.limit());
    }

    /// How the step ended, how long it took and why it ended so.
    static Message describeOutcome(StepFinished finished, StepRun step) {
        Duration took =
                step.started()
                        .map(start -> Duration.between(start, finished.endedAt()))
                        .orElse(Duration.ZERO);
        return StateTexts.withReason(describeOutcome(finished, took), finished.reason());
    }

    private static Message describeOutcome(StepFinished finished, Duration took) {
        return switch (finished.outcome()) {
            case OK -> Message.of("cli.outcome.ok", took);
            case ALREADY_DONE -> Message.of("cli.outcome.already-done");
            case SKIPPED -> Message.of("cli.outcome.skipped");
            case FAILED -> Message.of("cli.outcome.failed", took);
            case UNKNOWN -> Message.of("cli.outcome.unknown");
            case CANCELLED -> Message.of("cli.outcome.cancelled", took);
        };
    }
}
