package dev.handrail.cli.prompt;

import dev.handrail.store.AnswerFile.PreparedAnswer;

import java.util.List;
import java.util.Optional;

/// What is answered without asking. `yes`: manual steps are confirmed. `takeNew`: in all
/// configuration files the new lines are taken, or none. `usual`: points of no return are confirmed
/// and files keep what they have; for rehearsals alone. `takeOver`: the lock of a run that is given
/// up is taken over.
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
    public static final UnattendedAnswers REHEARSAL =
            new UnattendedAnswers(List.of(), true, Optional.of(false), true);
}
