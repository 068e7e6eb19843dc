package dev.handrail.cli;

import dev.handrail.store.AnswerFile.Prepared;

import java.util.List;

/// What is answered without asking. `yes`: manual steps are confirmed. `usual`: so are points of no
/// return, and merges keep what is there; for rehearsals alone.
record Answers(List<Prepared> prepared, boolean yes, boolean usual) {}
