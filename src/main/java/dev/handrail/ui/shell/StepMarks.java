package dev.handrail.ui.shell;

import dev.handrail.model.Phase;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the steps of a run stand, told by their events alone.
public final class StepMarks {
    private StepMarks() {}

    public static List<StepRun> of(Run run, int hop, Phase phase) {
        return run.steps().stream()
                .filter(step -> step.hop() == hop && step.step().info().phase() == phase)
                .toList();
    }

    /// The step that the open question is about.
    public static Optional<StepRun> asked(Run run) {
        return run.open().flatMap(asked -> run.step(asked.step()).or(run::next));
    }

    /// The step at which the run stands: asked about, under way, or the next.
    public static Optional<StepRun> current(Run run) {
        return asked(run)
                .or(() -> run.steps().stream().filter(StepRun::running).findFirst())
                .or(run::next);
    }

    public static Mark mark(Run run, StepRun step) {
        boolean asked = asked(run).filter(step::equals).isPresent();
        if (step.running()) {
            return asked ? Mark.WAITING : Mark.NOW;
        }
        if (step.outcome().isEmpty()) {
            return asked ? Mark.WAITING : Mark.TODO;
        }
        return switch (step.outcome().get()) {
            case OK, ALREADY_DONE -> Mark.DONE;
            case SKIPPED -> Mark.SKIPPED;
            case FAILED, UNKNOWN, CANCELLED -> Mark.FAILED;
        };
    }

    public static Mark mark(Run run, List<StepRun> steps) {
        if (steps.isEmpty()) {
            return Mark.OFF;
        }
        List<Mark> marks = steps.stream().map(step -> mark(run, step)).toList();
        for (Mark mark : List.of(Mark.FAILED, Mark.WAITING, Mark.NOW)) {
            if (marks.contains(mark)) {
                return mark;
            }
        }
        if (marks.contains(Mark.TODO)) {
            return marks.stream().allMatch(Mark.TODO::equals) ? Mark.TODO : Mark.NOW;
        }
        return marks.contains(Mark.SKIPPED) ? Mark.SKIPPED : Mark.DONE;
    }

    /// How long a step took, or has taken until now.
    public static Optional<Duration> took(StepRun step, Instant now) {
        return step.started().map(from -> Duration.between(from, step.ended().orElse(now)));
    }

    public static Duration took(List<StepRun> steps, Instant now) {
        return steps.stream()
                .flatMap(step -> took(step, now).stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Whether the open question is of this kind.
    public static boolean asks(Run run, Question.Kind kind) {
        return run.open().filter(asked -> asked.question().kind() == kind).isPresent();
    }
}
