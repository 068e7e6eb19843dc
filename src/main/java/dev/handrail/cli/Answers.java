package dev.handrail.cli;

import dev.handrail.store.AnswerFile.Prepared;

import java.util.List;
import java.util.Optional;

/// What is answered without asking. `yes`: manual steps are confirmed. `takeNew`: in all
/// configuration files the new lines are taken, or none. `usual`: points of no return are confirmed
/// and files keep what they have; for rehearsals alone.
record Answers(List<Prepared> prepared, boolean yes, Optional<Boolean> takeNew, boolean usual) {
    static final Answers NONE = new Answers(List.of(), false, Optional.empty(), false);
    static final Answers REHEARSAL = new Answers(List.of(), true, Optional.of(false), true);
}
