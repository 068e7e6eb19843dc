package dev.handrail.ui.feed;

import dev.handrail.model.Phase;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.summary.CurrentStep;
import dev.handrail.ui.kit.StatusIcon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the steps of a run stand, told by their events alone.
public final class RunSteps {
    private RunSteps() {}

    public static List<StepRun> stepsInPhase(Run run, int hop, Phase phase) {
        return run.steps().stream()
                .filter(step -> step.hop() == hop && step.step().info().phase() == phase)
                .toList();
    }

    /// The step that the open question is about.
    public static Optional<StepRun> findAskedStep(Run run) {
        return new CurrentStep(run).findAskedStep();
    }

    /// The step at which the run stands: asked about, under way, or the next.
    public static Optional<StepRun> findCurrentStep(Run run) {
        return new CurrentStep(run).findStep();
    }

    public static StatusIcon statusIcon(Run run, StepRun step) {
        boolean asked = findAskedStep(run).filter(step::equals).isPresent();
        if (step.isRunning()) {
            return asked ? StatusIcon.WAITING : StatusIcon.NOW;
        }
        if (step.outcome().isEmpty()) {
            return asked ? StatusIcon.WAITING : StatusIcon.TODO;
        }
        return switch (step.outcome().get()) {
            case OK, ALREADY_DONE -> StatusIcon.DONE;
            case SKIPPED -> StatusIcon.SKIPPED;
            case FAILED, UNKNOWN, CANCELLED -> StatusIcon.FAILED;
        };
    }

    public static StatusIcon statusIcon(Run run, List<StepRun> steps) {
        if (steps.isEmpty()) {
            return StatusIcon.OFF;
        }
        List<StatusIcon> marks = steps.stream().map(step -> statusIcon(run, step)).toList();
        for (StatusIcon mark : List.of(StatusIcon.FAILED, StatusIcon.WAITING, StatusIcon.NOW)) {
            if (marks.contains(mark)) {
                return mark;
            }
        }
        if (marks.contains(StatusIcon.TODO)) {
            return marks.stream().allMatch(StatusIcon.TODO::equals)
                    ? StatusIcon.TODO
                    : StatusIcon.NOW;
        }
        return marks.contains(StatusIcon.SKIPPED) ? StatusIcon.SKIPPED : StatusIcon.DONE;
    }

    /// How long a step took, or has taken until now.
    public static Optional<Duration> elapsedTime(StepRun step, Instant now) {
        return step.started().map(from -> Duration.between(from, step.ended().orElse(now)));
    }

    public static Duration elapsedTime(List<StepRun> steps, Instant now) {
        return steps.stream()
                .flatMap(step -> elapsedTime(step, now).stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Whether the open question is of this kind.
    public static boolean hasOpenQuestion(Run run, Question.Kind kind) {
        return run.open().filter(asked -> asked.question().kind() == kind).isPresent();
    }
}
