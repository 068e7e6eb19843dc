package dev.handrail.cli.option;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.Optional;

/// The option with which the admin agrees that Handrail rolls the run back by itself.
public final class AutoRollbackOption {
    private static final int MOST_MINUTES = 24 * 60;

    @Option(
            names = "--go-back-on-failure",
            paramLabel = "MINUTES",
            description = {
                "If a step or check fails before a point of no return and nobody answers for this"
                        + " long (1 to 1440 minutes), roll the whole run back without asking. Rows"
                        + " written since the backup are counted in the report and kept on the"
                        + " server. This computer must stay awake.",
                "Without a terminal nobody can answer, so the command waits that long and goes"
                        + " back; interrupt it to leave the server as it is, then resume. Exits"
                        + " with 9 when all is as before."
            })
    private @Nullable Integer minutes;

    /// Returns what is wrong with the number, or empty.
    public Optional<Problem> findUsageError() {
        Integer given = minutes;
        return given == null || given >= 1 && given <= MOST_MINUTES
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "usage.go-back",
                                Message.of("cli.go-back.invalid.what", String.valueOf(given)),
                                Message.of(
                                        "cli.go-back.invalid.todo", String.valueOf(MOST_MINUTES))));
    }

    /// How long Handrail waits for an answer; empty if it must not roll back by itself.
    public Optional<Duration> limit() {
        return Optional.ofNullable(minutes).map(Duration::ofMinutes);
    }
}
