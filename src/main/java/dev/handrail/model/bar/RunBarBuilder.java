package dev.handrail.model.bar;

import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.Run.RunStatus;
import dev.handrail.model.Step;
import dev.handrail.model.bar.TimeBar.BarSegment;
import dev.handrail.model.bar.TimeBar.BarSpan;
import dev.handrail.model.bar.TimeBar.SegmentKind;
import dev.handrail.model.time.RunTimeline.StepAttempt;
import dev.handrail.model.time.TimeSpan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds the bar of what a run has done so far. Attempts follow each other; the time between them
/// belongs to the step before, and waits are cut out of both.
public final class RunBarBuilder {
    /// Between two steps it takes Handrail some time to decide; that is no wait.
    private static final Duration GAP = Duration.ofSeconds(2);

    private final Run run;
    private final Instant end;
    private final List<BarSegment> segments = new ArrayList<>();
    private Instant reached;

    private RunBarBuilder(Run run, Instant now) {
        this.run = run;
        this.end = run.status() == RunStatus.FINISHED ? run.lastAt() : later(now, run.lastAt());
        this.reached = run.start().at();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// `now`: a running step runs and a paused run waits until then. The last event of a run that
    /// nobody executes now, of which nobody knows how it goes on; its bar then has no now.
    public static TimeBar buildBar(Run run, Instant now) {
        return new RunBarBuilder(run, now).build();
    }

    private TimeBar build() {
        run.timeline().attempts().forEach(this::addAttempt);
        if (!segments.isEmpty()) {
            addIdle(end);
        }
        return new TimeBar(
                segments,
                run.timeline().down().stream().map(this::toSpan).toList(),
                findNoReturn(),
                run.start().plan().windowEnds().map(this::sinceStart),
                end.isAfter(run.lastAt()) ? Optional.of(sinceStart(end)) : Optional.empty(),
                true);
    }

    private void addAttempt(StepAttempt attempt) {
        Step step = stepOf(attempt);
        if (segments.isEmpty()) {
            addStretch(step, SegmentKind.WORK, attempt.span().from());
        } else {
            addIdle(attempt.span().from());
        }
        SegmentKind kind = attempt.failed() ? SegmentKind.FAILED : SegmentKind.WORK;
        addStretch(step, kind, attempt.span().until().orElse(end));
    }

    private Step stepOf(StepAttempt attempt) {
        return run.steps().get(attempt.step()).step();
    }

    /// Adds the time in which no step ran, which is a wait unless it is short.
    private void addIdle(Instant until) {
        BarSegment last = segments.getLast();
        boolean isShort = Duration.between(reached, until).compareTo(GAP) < 0;
        SegmentKind kind = isShort ? last.kind() : SegmentKind.WAITING;
        addStretch(last.phase(), last.title(), kind, until);
    }

    private void addStretch(Step step, SegmentKind kind, Instant until) {
        addStretch(step.info().phase(), step.info().title(), kind, until);
    }

    /// Adds what happened until a moment, with the waits in it.
    private void addStretch(Phase phase, Message title, SegmentKind kind, Instant until) {
        for (TimeSpan wait : run.timeline().waits()) {
            Instant over = wait.until().orElse(end);
            if (over.isAfter(reached) && wait.from().isBefore(until)) {
                addSegment(phase, title, kind, wait.from());
                addSegment(phase, title, SegmentKind.WAITING, over.isBefore(until) ? over : until);
            }
        }
        addSegment(phase, title, kind, until);
    }

    /// Adds a segment, or makes the last one longer. A clock that was set back adds nothing.
    private void addSegment(Phase phase, Message title, SegmentKind kind, Instant until) {
        if (!until.isAfter(reached)) {
            return;
        }
        BarSpan span = new BarSpan(sinceStart(reached), Duration.between(reached, until));
        reached = until;
        if (!segments.isEmpty() && isSame(segments.getLast(), phase, title, kind)) {
            BarSpan first = segments.removeLast().span();
            span = new BarSpan(first.start(), first.length().plus(span.length()));
        }
        segments.add(new BarSegment(phase, title, kind, span));
    }

    private static boolean isSame(BarSegment last, Phase phase, Message title, SegmentKind kind) {
        return last.phase() == phase && last.title().equals(title) && last.kind() == kind;
    }

    private Optional<Duration> findNoReturn() {
        return run.timeline().attempts().stream()
                .filter(each -> stepOf(each).info().reversibility() == Reversibility.ONE_WAY)
                .map(each -> sinceStart(each.span().from()))
                .findFirst();
    }

    private BarSpan toSpan(TimeSpan span) {
        Duration from = sinceStart(span.from());
        Duration until = sinceStart(span.until().orElse(end));
        return new BarSpan(from, until.compareTo(from) > 0 ? until.minus(from) : Duration.ZERO);
    }

    private Duration sinceStart(Instant at) {
        Duration time = Duration.between(run.start().at(), at);
        return time.isNegative() ? Duration.ZERO : time;
    }
}
