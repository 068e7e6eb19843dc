package dev.handrail.cli;

import dev.handrail.store.AnswerFile.Prepared;

import java.util.List;
import java.util.Optional;

/// What is answered without asking. `yes`: manual steps are confirmed. `takeNew`: in all
/// configuration files the new lines are taken, or none. `usual`: points of no return are confirmed
/// and files keep what they have; for rehearsals alone. `takeOver`: the lock of a run that is given
/// up is taken over.
record Answers(
        List<Prepared> prepared,
        boolean yes,
        Optional<Boolean> takeNew,
        boolean usual,
        boolean takeOver) {
    Answers(List<Prepared> prepared, boolean yes, Optional<Boolean> takeNew, boolean usual) {
        this(prepared, yes, takeNew, usual, false);
    }

    static final Answers NONE = new Answers(List.of(), false, Optional.empty(), false);
    static final Answers REHEARSAL = new Answers(List.of(), true, Optional.of(false), true);
}
