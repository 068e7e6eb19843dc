package dev.handrail.cli.output;

import dev.handrail.cli.json.StableNames;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.report.DisplayFormat;
import dev.handrail.text.MessageFormatter;

import java.time.Duration;
import java.util.Optional;

/// Names phases, results of steps and states of runs in the language of a terminal.
public final class StateTexts {
    private final MessageFormatter texts;

    public StateTexts(CommandTerminal terminal) {
        this.texts = terminal.texts();
    }

    public String phaseName(Phase phase) {
        return texts.format("phase." + StableNames.toKebabCase(phase));
    }

    public String resultText(RunResult result) {
        return texts.format("status." + StableNames.toKebabCase(result));
    }

    /// The text of a run's status. `status`: as [StableNames#runStatus] spells it.
    public String statusText(String status) {
        return texts.format("status." + status);
    }

    /// How a step ended, or that it is running or waiting.
    public String stepState(StepRun step) {
        return step.outcome()
                .map(outcome -> texts.format("outcome." + StableNames.toKebabCase(outcome)))
                .orElseGet(() ->
                        texts.format(
                                step.isRunning()
                                        ? Message.of("cli.step.running")
                                        : Message.of("cli.step.waiting")));
    }

    /// Says that the run is running, since when and why it is paused, or when and how it ended.
    public Message runState(Run run) {
        String at = DisplayFormat.HERE.formatTime(run.lastAt());
        return switch (run.status()) {
            case RUNNING -> Message.of("cli.show.running", at);
            case PAUSED -> withReason(Message.of("cli.show.paused", at), run.pausedBecause());
            case FINISHED -> run.finished().map(this::endState).orElse(Message.of("cli.show.over"));
        };
    }

    private Message endState(RunFinished end) {
        String at = DisplayFormat.HERE.formatTime(end.at());
        return withReason(Message.of("cli.show.ended", resultText(end.result()), at), end.reason());
    }

    /// How long a step took; empty if it has not ended.
    public Optional<String> durationText(StepRun step) {
        return step.started()
                .flatMap(from -> step.ended().map(to -> Duration.between(from, to)))
                .map(texts.durations()::span);
    }

    /// Appends the reason to the message, unless the reason is empty.
    static Message withReason(Message what, Message reason) {
        return reason.isEmpty() ? what : Message.of("cli.with-reason", what, reason);
    }
}
