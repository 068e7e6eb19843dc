package dev.handrail.cli.prompt;

import dev.handrail.store.AnswerFile.PreparedAnswer;

import java.util.List;
import java.util.Optional;

/// The answers that are given without asking. `yes`: confirm manual steps. `takeNew`: take the new
/// lines in all configuration files, or keep all. `usual`: confirm points of no return and keep all
/// files; for practice alone. `takeOver`: take over the lock of a run that its Handrail gave up.
public record UnattendedAnswers(
        List<PreparedAnswer> prepared,
        boolean yes,
        Optional<Boolean> takeNew,
        boolean usual,
        boolean takeOver) {
    public UnattendedAnswers(
            List<PreparedAnswer> prepared, boolean yes, Optional<Boolean> takeNew, boolean usual) {
        this(prepared, yes, takeNew, usual, false);
    }

    public static final UnattendedAnswers NONE =
            new UnattendedAnswers(List.of(), false, Optional.empty(), false);
    public static final UnattendedAnswers PRACTICE =
            new UnattendedAnswers(List.of(), true, Optional.of(false), true);
}
