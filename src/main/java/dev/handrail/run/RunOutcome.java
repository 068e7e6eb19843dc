package dev.handrail.run;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;

/// How a session on a run ended. The run itself may go on later.
public sealed interface RunOutcome {
    /// The run is finished.
    record Finished(RunEvent.RunFinished event) implements RunOutcome {}

    /// The run is finished, and the admin wants to roll it back. The caller shows the plan of the
    /// roll-back and starts it.
    record RollBackRequested(String run, RunEvent.RunFinished event) implements RunOutcome {}

    /// The run is finished because nobody answered after a failure, and the admin agreed at the
    /// start that Handrail then rolls it back by itself. The caller starts the roll-back.
    record RollBackDue(String run, RunEvent.RunFinished event) implements RunOutcome {}

    /// The admin paused the run and can resume it.
    record Paused(Message reason) implements RunOutcome {}

    /// The run is paused because no admin was there to answer.
    record AnswerNeeded(Question question) implements RunOutcome {}

    /// The run cannot continue here now: another Handrail holds the lock, the journal is not
    /// writable, or the server is not reachable. Nothing is lost.
    record Stuck(Problem problem) implements RunOutcome {}

    /// This process has left the run. A running step continues on the server.
    record Detached() implements RunOutcome {}
}
