package dev.handrail.ui.feed;

import dev.handrail.model.Phase;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.summary.CurrentStep;
import dev.handrail.ui.kit.StatusIcon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Derives the state of steps from the run alone.
public final class RunSteps {
    private RunSteps() {}

    public static List<StepRun> stepsInPhase(Run run, int hop, Phase phase) {
        return run.steps().stream()
                .filter(step -> step.hop() == hop && step.step().info().phase() == phase)
                .toList();
    }

    /// The step that the open question is about, or empty.
    public static Optional<StepRun> findAskedStep(Run run) {
        return new CurrentStep(run).findAskedStep();
    }

    /// The current step of a run: the one asked about, the running one, or the next one.
    public static Optional<StepRun> findCurrentStep(Run run) {
        return new CurrentStep(run).findStep();
    }

    /// The icon of one step; a step with an open question is waiting.
    public static StatusIcon statusIcon(Run run, StepRun step) {
        if (step.outcome().isPresent() && !step.isRunning()) {
            return outcomeIcon(step.outcome().get());
        }
        if (findAskedStep(run).filter(step::equals).isPresent()) {
            return StatusIcon.WAITING;
        }
        return step.isRunning() ? StatusIcon.NOW : StatusIcon.TODO;
    }

    private static StatusIcon outcomeIcon(StepOutcome outcome) {
        return switch (outcome) {
            case OK, ALREADY_DONE -> StatusIcon.DONE;
            case SKIPPED -> StatusIcon.SKIPPED;
            case FAILED, UNKNOWN, CANCELLED -> StatusIcon.FAILED;
        };
    }

    /// One icon for several steps: a failed, waiting or running step decides, in this order. No
    /// steps give OFF.
    public static StatusIcon statusIcon(Run run, List<StepRun> steps) {
        Set<StatusIcon> icons =
                steps.stream().map(step -> statusIcon(run, step)).collect(Collectors.toSet());
        return Stream.of(StatusIcon.FAILED, StatusIcon.WAITING, StatusIcon.NOW)
                .filter(icons::contains)
                .findFirst()
                .orElseGet(() -> quietIcon(icons));
    }

    /// The icon of steps of which none has failed, waits or runs.
    private static StatusIcon quietIcon(Set<StatusIcon> icons) {
        if (icons.isEmpty()) {
            return StatusIcon.OFF;
        }
        if (icons.contains(StatusIcon.TODO)) {
            return icons.size() == 1 ? StatusIcon.TODO : StatusIcon.NOW;
        }
        return icons.contains(StatusIcon.SKIPPED) ? StatusIcon.SKIPPED : StatusIcon.DONE;
    }

    /// How long a step took, or has taken up to `now`; empty if it has not started.
    public static Optional<Duration> elapsedTime(StepRun step, Instant now) {
        return step.started().map(from -> Duration.between(from, step.ended().orElse(now)));
    }

    /// The sum of the times of these steps.
    public static Duration elapsedTime(List<StepRun> steps, Instant now) {
        return steps.stream()
                .flatMap(step -> elapsedTime(step, now).stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Whether the run has an open question of this kind.
    public static boolean hasOpenQuestion(Run run, Question.Kind kind) {
        return run.open().filter(asked -> asked.question().kind() == kind).isPresent();
    }
}
