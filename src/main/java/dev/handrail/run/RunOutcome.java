package dev.handrail.run;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;

/// How the execution of a run ended, for now or for good.
public sealed interface RunOutcome {
    /// The run is over.
    record Finished(RunEvent.RunFinished event) implements RunOutcome {}

    /// The run is over, and the admin wants to go back: the caller shows the plan of the roll-back
    /// and starts it.
    record RollBackRequested(String run, RunEvent.RunFinished event) implements RunOutcome {}

    /// It stands still because the admin said so, and can be resumed.
    record Paused(Message reason) implements RunOutcome {}

    /// It stands still because nobody was there to answer.
    record AnswerNeeded(Question question) implements RunOutcome {}

    /// It cannot go on here now (locked by another, journal not writable, server not reachable);
    /// nothing was lost.
    record Stuck(Problem problem) implements RunOutcome {}

    /// This process let go of it; a step in flight goes on by itself on the server.
    record Detached() implements RunOutcome {}
}
