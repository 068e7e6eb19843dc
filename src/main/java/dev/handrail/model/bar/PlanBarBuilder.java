package dev.handrail.model.bar;

import dev.handrail.model.Hop;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Step;
import dev.handrail.model.Step.ServiceChange;
import dev.handrail.model.bar.TimeBar.BarSegment;
import dev.handrail.model.bar.TimeBar.BarSpan;
import dev.handrail.model.bar.TimeBar.SegmentKind;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Builds the bar of a plan from what its steps usually take. What people do is drawn for a minute,
/// because nobody can predict it, and so is a step that has never run.
public final class PlanBarBuilder {
    private static final Duration UNKNOWN = Duration.ofMinutes(1);

    private final Function<Step, Optional<Duration>> usual;
    private final List<BarSegment> segments = new ArrayList<>();
    private final List<BarSpan> down = new ArrayList<>();
    private Optional<Duration> downSince = Optional.empty();
    private Optional<Duration> noReturn = Optional.empty();
    private Duration reached = Duration.ZERO;
    private boolean measured = true;

    private PlanBarBuilder(Function<Step, Optional<Duration>> usual) {
        this.usual = usual;
    }

    /// `usual`: how long a step takes, as earlier runs had it. `start`: when the plan starts.
    public static TimeBar buildBar(
            Plan.Ready plan, Function<Step, Optional<Duration>> usual, Instant start) {
        PlanBarBuilder builder = new PlanBarBuilder(usual);
        plan.hops().forEach(builder::addHop);
        Optional<Duration> window =
                plan.windowEnds()
                        .map(end -> Duration.between(start, end))
                        .map(time -> time.isNegative() ? Duration.ZERO : time);
        return builder.build(window);
    }

    private TimeBar build(Optional<Duration> windowEnd) {
        downSince.ifPresent(this::addDown);
        return new TimeBar(segments, down, noReturn, windowEnd, Optional.empty(), measured);
    }

    private void addHop(Hop hop) {
        hop.steps().forEach(step -> addStep(step, hop.serviceChange(step)));
    }

    private void addStep(Step step, Optional<ServiceChange> services) {
        if (services.filter(ServiceChange.STOPS::equals).isPresent()) {
            downSince = downSince.or(() -> Optional.of(reached));
        }
        if (step.info().reversibility() == Reversibility.ONE_WAY) {
            noReturn = noReturn.or(() -> Optional.of(reached));
        }
        addSegment(step);
        if (services.filter(ServiceChange.STARTS::equals).isPresent()) {
            downSince.ifPresent(this::addDown);
            downSince = Optional.empty();
        }
    }

    private void addDown(Duration since) {
        down.add(new BarSpan(since, reached.minus(since)));
    }

    private void addSegment(Step step) {
        boolean person = step instanceof Step.Manual || step instanceof Step.Merge;
        Optional<Duration> known = person ? Optional.of(UNKNOWN) : usual.apply(step);
        measured &= known.isPresent();
        BarSpan span = new BarSpan(reached, known.orElse(UNKNOWN));
        segments.add(
                new BarSegment(
                        step.info().phase(),
                        step.info().title(),
                        person ? SegmentKind.WAITING : SegmentKind.WORK,
                        span));
        reached = span.end();
    }
}
