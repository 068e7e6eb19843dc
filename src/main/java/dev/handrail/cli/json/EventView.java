package dev.handrail.cli.json;

import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.ArtifactsRecorded;
import dev.handrail.model.RunEvent.AutoRollback;
import dev.handrail.model.RunEvent.AutoRollbackChanged;
import dev.handrail.model.RunEvent.FileMerged;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResumed;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StateCaptured;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.time.ServerTimes;
import dev.handrail.report.MessageView;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// An event of a run as JSON, one record for each kind. `event`: names the kind. `seq`: the number
/// of the event, counted from 1 within the run. `at`: the time in UTC. `step`: the `seq` of the
/// event that started the step.
public sealed interface EventView {
    /// The run begins. `origin`: the run that this one rolls back or verifies, or empty.
    record RunStartedView(String event, long seq, String at, PlanView plan, String origin)
            implements EventView {
        static RunStartedView of(RunStarted e) {
            return new RunStartedView(
                    "run-started", e.seq(), e.at().toString(), PlanView.of(e.plan()), e.origin());
        }
    }

    /// A step begins. `hop` and `attempt`: counted from 1. `step`: the id of the step in the plan.
    record StepStartedView(String event, long seq, String at, int hop, String step, int attempt)
            implements EventView {
        static StepStartedView of(StepStarted e) {
            return new StepStartedView(
                    "step-started", e.seq(), e.at().toString(), e.hop() + 1, e.step(), e.attempt());
        }
    }

    /// Handrail recorded the product's state. `step`: 0 for the run as a whole.
    record StateCapturedView(
            String event, long seq, String at, long step, String moment, Map<String, String> state)
            implements EventView {
        static StateCapturedView of(StateCaptured e) {
            return new StateCapturedView(
                    "state-taken",
                    e.seq(),
                    e.at().toString(),
                    e.step(),
                    StableNames.toKebabCase(e.moment()),
                    e.state());
        }
    }

    /// What became of the consent that Handrail rolls the run back by itself. `state`: `allowed`,
    /// `scheduled`, `refused` or, in the roll-back, `started`. `minutes`: how long it waits for an
    /// answer. `due`: when it goes back; empty unless it is scheduled.
    record AutoRollbackView(
            String event,
            long seq,
            String at,
            String state,
            long minutes,
            String due,
            String reason,
            @Nullable MessageView reasonMessage)
            implements EventView {
        static AutoRollbackView of(AutoRollbackChanged e) {
            AutoRollback rollback = e.rollback();
            return new AutoRollbackView(
                    "auto-rollback",
                    e.seq(),
                    e.at().toString(),
                    StableNames.toKebabCase(rollback.state()),
                    rollback.limit().toMinutes(),
                    rollback.due().map(Instant::toString).orElse(""),
                    MessageView.englishText(rollback.reason()),
                    MessageView.of(rollback.reason()));
        }
    }

    /// What a merge step did with a configuration file. `outcome`: `written`, `kept` or
    /// `not-compared`. The hashes are of the file before and after.
    record FileMergedView(
            String event,
            long seq,
            String at,
            long step,
            String file,
            String outcome,
            String oldSha256,
            String newSha256)
            implements EventView {
        static FileMergedView of(FileMerged e) {
            return new FileMergedView(
                    "file-merged",
                    e.seq(),
                    e.at().toString(),
                    e.step(),
                    e.file(),
                    StableNames.toKebabCase(e.outcome()),
                    e.oldSha256(),
                    e.newSha256());
        }
    }

    /// The run waits for an answer to this question.
    record QuestionAskedView(String event, long seq, String at, long step, QuestionView question)
            implements EventView {
        static QuestionAskedView of(QuestionAsked e) {
            return new QuestionAskedView(
                    "asked", e.seq(), e.at().toString(), e.step(), QuestionView.of(e.question()));
        }
    }

    /// `question`: the `seq` of the question. JSON shows the choice but no text that the admin
    /// typed, which may be a secret.
    record QuestionAnsweredView(String event, long seq, String at, long question, String choice)
            implements EventView {
        static QuestionAnsweredView of(QuestionAnswered e) {
            return new QuestionAnsweredView(
                    "answered",
                    e.seq(),
                    e.at().toString(),
                    e.question(),
                    StableNames.toKebabCase(e.answer().choice()));
        }
    }

    /// A step ended. `reason`: one sentence. `seen`: the lines of output that decided the outcome.
    record StepFinishedView(
            String event,
            long seq,
            String at,
            long step,
            String outcome,
            String reason,
            @Nullable MessageView reasonMessage,
            List<String> seen,
            @Nullable ServerTimesView times)
            implements EventView {
        static StepFinishedView of(StepFinished e) {
            return new StepFinishedView(
                    "step-finished",
                    e.seq(),
                    e.at().toString(),
                    e.step(),
                    StableNames.toKebabCase(e.outcome()),
                    MessageView.englishText(e.reason()),
                    MessageView.of(e.reason()),
                    e.seen(),
                    e.times().map(ServerTimesView::of).orElse(null));
        }
    }

    /// When a script began and ended, as its server measured it. `seconds`: how long it took.
    /// `late`: how many seconds after its end Handrail heard of it.
    record ServerTimesView(String began, String ended, double seconds, double late) {
        static ServerTimesView of(ServerTimes times) {
            return new ServerTimesView(
                    times.beganAt().toString(),
                    times.endedAt().toString(),
                    times.duration().toMillis() / 1000.0,
                    times.late().toMillis() / 1000.0);
        }
    }

    /// A connection was lost or restored. `role`: of the server. `reason`: empty when restored.
    record LinkChangedView(
            String event,
            long seq,
            String at,
            String role,
            boolean up,
            String reason,
            @Nullable MessageView reasonMessage)
            implements EventView {
        static LinkChangedView of(LinkChanged e) {
            return new LinkChangedView(
                    "link-changed",
                    e.seq(),
                    e.at().toString(),
                    e.role(),
                    e.up(),
                    MessageView.englishText(e.reason()),
                    MessageView.of(e.reason()));
        }
    }

    /// What the run left, as seen at its end. `role`: of the server, or the workstation.
    record ArtifactsRecordedView(
            String event, long seq, String at, String role, List<ArtifactView> left)
            implements EventView {
        static ArtifactsRecordedView of(ArtifactsRecorded e) {
            return new ArtifactsRecordedView(
                    "left-behind",
                    e.seq(),
                    e.at().toString(),
                    e.role(),
                    e.all().stream().map(ArtifactView::of).toList());
        }
    }

    /// The run does nothing more until somebody resumes it.
    record RunPausedView(
            String event, long seq, String at, String reason, @Nullable MessageView reasonMessage)
            implements EventView {
        static RunPausedView of(RunPaused e) {
            return new RunPausedView(
                    "run-paused",
                    e.seq(),
                    e.at().toString(),
                    MessageView.englishText(e.reason()),
                    MessageView.of(e.reason()));
        }
    }

    /// `host`: the computer on which the run was resumed.
    record RunResumedView(String event, long seq, String at, String host) implements EventView {
        static RunResumedView of(RunResumed e) {
            return new RunResumedView("run-resumed", e.seq(), e.at().toString(), e.host());
        }
    }

    /// The run ended for good. `reason`: empty if the result needs no explanation.
    record RunFinishedView(
            String event,
            long seq,
            String at,
            String result,
            String reason,
            @Nullable MessageView reasonMessage)
            implements EventView {
        static RunFinishedView of(RunFinished e) {
            return new RunFinishedView(
                    "run-finished",
                    e.seq(),
                    e.at().toString(),
                    StableNames.toKebabCase(e.result()),
                    MessageView.englishText(e.reason()),
                    MessageView.of(e.reason()));
        }
    }

    /// Output of a step. This is no event of the journal, so it has neither number nor time.
    /// `offset`: how many bytes of the step's output came before it.
    record OutputView(String event, long step, long offset, String text) {
        /// `text`: the output as UTF-8, with replacement characters for broken bytes.
        public static OutputView of(long step, long offset, String text) {
            return new OutputView("output", step, offset, text);
        }
    }

    /// The JSON of an event. A new kind of event does not compile until it has a view here.
    static EventView of(RunEvent event) {
        return switch (event) {
            case RunStarted e -> RunStartedView.of(e);
            case StepStarted e -> StepStartedView.of(e);
            case StateCaptured e -> StateCapturedView.of(e);
            case AutoRollbackChanged e -> AutoRollbackView.of(e);
            case QuestionAsked e -> QuestionAskedView.of(e);
            case QuestionAnswered e -> QuestionAnsweredView.of(e);
            case FileMerged e -> FileMergedView.of(e);
            case StepFinished e -> StepFinishedView.of(e);
            case LinkChanged e -> LinkChangedView.of(e);
            case ArtifactsRecorded e -> ArtifactsRecordedView.of(e);
            case RunPaused e -> RunPausedView.of(e);
            case RunResumed e -> RunResumedView.of(e);
            case RunFinished e -> RunFinishedView.of(e);
        };
    }
}
