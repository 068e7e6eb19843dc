package dev.handrail.model;

import dev.handrail.model.time.ServerTimes;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that happened in a run. Events are numbered from 1 within their run and never change
/// once they are written. A step is known by the number of the StepStarted event that began it; its
/// output hangs on that number.
public sealed interface RunEvent {
    long seq();

    Instant at();

    /// The run begins; the event holds everything that the run will ever need. `origin`: the run
    /// that a roll-back undoes, or that a verification checks; else empty.
    record RunStarted(
            long seq,
            Instant at,
            RunKind kind,
            RunScope scope,
            Plan.Ready plan,
            Map<String, RunServer> places,
            String origin)
            implements RunEvent {}

    /// A server of the run: its host key's fingerprint, and the folder there that holds run
    /// folders.
    record RunServer(Target target, String hostKey, String base) {}

    record StepStarted(long seq, Instant at, int hop, String step, int attempt, String folder)
            implements RunEvent {}

    /// Handrail captured the product's state. `step`: the step's number, or 0 for the run as a
    /// whole. The state before a verification is the one that its origin left behind.
    record StateCaptured(
            long seq, Instant at, long step, CaptureMoment moment, Map<String, String> state)
            implements RunEvent {
        public enum CaptureMoment {
            BEFORE,
            AFTER
        }
    }

    /// The admin allowed Handrail to roll the run back by itself, or Handrail has scheduled,
    /// refused or started that.
    record AutoRollbackChanged(long seq, Instant at, AutoRollback rollback) implements RunEvent {}

    record QuestionAsked(long seq, Instant at, long step, Question question) implements RunEvent {}

    record QuestionAnswered(long seq, Instant at, long question, Answer answer, boolean prepared)
            implements RunEvent {
        /// Answered by a person.
        public QuestionAnswered(long seq, Instant at, long question, Answer answer) {
            this(seq, at, question, answer, false);
        }
    }

    /// A step ended. `reason`: one sentence. `seen`: the lines that decided. `times`: when its
    /// script began and ended, by the server's clocks; empty where no server measured it.
    record StepFinished(
            long seq,
            Instant at,
            long step,
            StepOutcome outcome,
            Message reason,
            List<String> seen,
            Optional<ServerTimes> times)
            implements RunEvent {
        public StepFinished(
                long seq,
                Instant at,
                long step,
                StepOutcome outcome,
                Message reason,
                List<String> seen) {
            this(seq, at, step, outcome, reason, seen, Optional.empty());
        }

        /// When the step ended, by Handrail's clock, which may be long before Handrail heard of it.
        public Instant endedAt() {
            return at.minus(times.map(ServerTimes::late).orElse(Duration.ZERO));
        }
    }

    /// What a merge step did with a configuration file that was decided about. `oldSha256`: of the
    /// file before. `newSha256`: of the file now; `none` where there is no such file.
    record FileMerged(
            long seq,
            Instant at,
            long step,
            String file,
            MergeOutcome outcome,
            String oldSha256,
            String newSha256)
            implements RunEvent {}

    enum MergeOutcome {
        WRITTEN,
        /// Every line stays as it was.
        KEPT,
        /// The step did not compare the file any more, so nothing was written.
        NOT_COMPARED
    }

    enum StepOutcome {
        OK,
        /// Its check said that it is done already.
        ALREADY_DONE,
        FAILED,
        /// Handrail cannot tell: the output was cut, the server had no space, or the probe failed.
        UNKNOWN,
        SKIPPED,
        CANCELLED
    }

    /// The connection was lost, or is back. `reason`: empty when it is back.
    record LinkChanged(long seq, Instant at, String role, boolean up, Message reason)
            implements RunEvent {}

    /// The run is paused until someone resumes it.
    record RunPaused(long seq, Instant at, Message reason) implements RunEvent {}

    record RunResumed(long seq, Instant at, String host) implements RunEvent {}

    /// What the run leaves behind, as Handrail saw it at the end. `role`: of the server, or
    /// [Step#WORKSTATION].
    record ArtifactsRecorded(long seq, Instant at, String role, List<Artifact> all)
            implements RunEvent {}

    /// Something that stays behind. `kind`: backup, folder, file, database, run or copy. `command`:
    /// removes it.
    record Artifact(String kind, String name, long kilobytes, Message why, String command) {}

    record RunFinished(long seq, Instant at, RunResult result, Message reason)
            implements RunEvent {}

    enum RunResult {
        /// Every step is done and verified.
        UPGRADED,
        /// This run was a roll-back, and it is done.
        ROLLED_BACK,
        /// This run was a command that fixes a finding, and it ended well.
        MENDED,
        /// This run checked what another one has left behind, and all is well.
        VERIFIED,
        /// This run checked what another one has left behind, and something is not well.
        NOT_VERIFIED,
        /// The admin ended it before its last step; a roll-back run may follow.
        ENDED
    }

    /// What a run is for.
    enum RunKind {
        /// It takes a product to another version.
        UPGRADE,
        /// It undoes what another run did.
        ROLL_BACK,
        /// It checks what another run has left behind, and changes nothing.
        VERIFICATION,
        /// It only runs a command that fixes a finding.
        FIX
    }

    /// Where a run takes place, and so what it can say about others: only live runs tell how long a
    /// live run takes.
    enum RunScope {
        /// On servers that the admin looks after.
        LIVE,
        /// On a practice server.
        PRACTICE,
        /// Nowhere: it is played from a recording, and no server has any part in it.
        RECORDED,
        /// On a throw-away copy of a server: a rehearsal, which no server has any part in.
        COPY;

        /// The scope of a run on these servers.
        public static RunScope of(Collection<Target> servers) {
            if (servers.stream().anyMatch(Target::isCopy)) {
                return COPY;
            }
            return servers.stream().anyMatch(Target::practice) ? PRACTICE : LIVE;
        }
    }

    /// Whether Handrail rolls a run back by itself when nobody answers after a failure, to which
    /// the admin agreed at the start. `limit`: how long it waits for an answer. `due`: when it goes
    /// back, while it waits. `reason`: why it does not go back, or empty.
    record AutoRollback(
            AutoRollbackState state, Duration limit, Optional<Instant> due, Message reason) {
        /// What Handrail may do, waits for, or has done.
        public enum AutoRollbackState {
            /// No question is open; the next failure makes Handrail wait.
            ALLOWED,
            /// A failure waits for an answer until `due`.
            SCHEDULED,
            /// The run cannot be rolled back after this failure.
            REFUSED,
            /// The admin wants to stay here after this failure.
            DECLINED,
            /// This run is a roll-back that Handrail has started by itself.
            STARTED
        }

        public static AutoRollback allowed(Duration limit) {
            return new AutoRollback(
                    AutoRollbackState.ALLOWED, limit, Optional.empty(), Message.EMPTY);
        }

        public static AutoRollback started(Duration limit) {
            return new AutoRollback(
                    AutoRollbackState.STARTED, limit, Optional.empty(), Message.EMPTY);
        }

        public AutoRollback scheduledAt(Instant moment) {
            return new AutoRollback(
                    AutoRollbackState.SCHEDULED, limit, Optional.of(moment), Message.EMPTY);
        }

        public AutoRollback refusedBecause(Message why) {
            return new AutoRollback(AutoRollbackState.REFUSED, limit, Optional.empty(), why);
        }

        /// What an answer of the admin makes of it.
        AutoRollback answered(Question.Choice choice) {
            AutoRollbackState next =
                    choice == Question.Choice.STAY
                            ? AutoRollbackState.DECLINED
                            : AutoRollbackState.ALLOWED;
            return state == AutoRollbackState.STARTED
                    ? this
                    : new AutoRollback(next, limit, Optional.empty(), Message.EMPTY);
        }

        public boolean isIn(AutoRollbackState wanted) {
            return state == wanted;
        }
    }
}
