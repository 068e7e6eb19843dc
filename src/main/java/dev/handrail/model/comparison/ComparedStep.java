package dev.handrail.model.comparison;

import dev.handrail.model.Message;
import dev.handrail.model.Run.StepRun;

import java.time.Duration;
import java.util.Optional;

/// A step of both runs, or of one of them.
public record ComparedStep(String id, Optional<StepRun> left, Optional<StepRun> right) {
    /// Times of a step are told apart if one is that much longer.
    private static final Duration LEAST = Duration.ofSeconds(10);

    public Message title() {
        return left.or(() -> right).orElseThrow().step().info().title();
    }

    /// Whether the step ended differently, was attempted more often, or took much longer in one of
    /// the runs.
    public boolean differs() {
        return hasOtherResult() || hasOtherTime();
    }

    private boolean hasOtherResult() {
        return left.isPresent() != right.isPresent()
                || !left.flatMap(StepRun::outcome).equals(right.flatMap(StepRun::outcome))
                || !left.map(StepRun::attempts).equals(right.map(StepRun::attempts));
    }

    private boolean hasOtherTime() {
        Optional<Duration> before = left.flatMap(ComparedStep::timeOf);
        Optional<Duration> after = right.flatMap(ComparedStep::timeOf);
        return before.isPresent() && after.isPresent() && isFar(before.get(), after.get());
    }

    /// Whether two durations differ by more than half and by more than some seconds.
    static boolean isFar(Duration one, Duration other) {
        Duration shorter = one.compareTo(other) < 0 ? one : other;
        Duration difference = one.minus(other).abs();
        return difference.compareTo(LEAST) >= 0 && difference.compareTo(shorter.dividedBy(2)) > 0;
    }

    /// How long the last attempt of a step took; empty if it has not ended.
    public static Optional<Duration> timeOf(StepRun step) {
        return step.started().flatMap(from -> step.ended().map(to -> Duration.between(from, to)));
    }
}
