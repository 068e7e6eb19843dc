package dev.handrail.cli.prompt;

import dev.handrail.store.AnswerFile.PreparedAnswer;

import java.util.List;
import java.util.Optional;

/// The answers that need no person. `prepared`: from the answer file. `yes`: confirms manual steps.
/// `takeNew`: takes the new lines in all configuration files, or keeps all; empty to ask. `usual`:
/// confirms points of no return too, which is only for practice. `takeOver`: takes the server's
/// lock from a run that its Handrail has abandoned. `dataLoss`: lets a roll-back restore the backup
/// although rows were written since.
public record UnattendedAnswers(
        List<PreparedAnswer> prepared,
        boolean yes,
        Optional<Boolean> takeNew,
        boolean usual,
        boolean takeOver,
        boolean dataLoss) {
    public UnattendedAnswers(
            List<PreparedAnswer> prepared, boolean yes, Optional<Boolean> takeNew, boolean usual) {
        this(prepared, yes, takeNew, usual, false, usual);
    }

    public static final UnattendedAnswers NONE =
            new UnattendedAnswers(List.of(), false, Optional.empty(), false);
    public static final UnattendedAnswers PRACTICE =
            new UnattendedAnswers(List.of(), true, Optional.of(false), true);

    /// The same, but for a roll-back on a throw-away copy: manual steps are confirmed, and rows
    /// that were written since the backup may go.
    public UnattendedAnswers onCopy() {
        return new UnattendedAnswers(prepared, true, takeNew, usual, takeOver, true);
    }
}
