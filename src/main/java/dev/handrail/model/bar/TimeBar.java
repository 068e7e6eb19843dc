package dev.handrail.model.bar;

import dev.handrail.model.Message;
import dev.handrail.model.Phase;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A plan or a run on a line of time, which begins with its first step at zero.
///
/// `down`: when services are down. `noReturn`: when the first step begins that nothing can undo.
/// `windowEnd`: when the maintenance window ends. `now`: empty for a plan and for a finished run.
/// `measured`: the widths are times that Handrail has seen, in this run or in earlier ones.
public record TimeBar(
        List<BarSegment> segments,
        List<BarSpan> down,
        Optional<Duration> noReturn,
        Optional<Duration> windowEnd,
        Optional<Duration> now,
        boolean measured) {
    public TimeBar {
        segments = List.copyOf(segments);
        down = List.copyOf(down);
    }

    /// A part of the bar. `title`: that of its step.
    public record BarSegment(Phase phase, Message title, SegmentKind kind, BarSpan span) {}

    /// What happens in a segment.
    public enum SegmentKind {
        /// A step runs.
        WORK,
        /// The run waits for a person, or no step runs.
        WAITING,
        /// An attempt at a step runs that does not end well.
        FAILED
    }

    /// A part of the line of time.
    public record BarSpan(Duration start, Duration length) {
        public Duration end() {
            return start.plus(length);
        }

        boolean overlaps(BarSpan other) {
            return start.compareTo(other.end()) < 0 && other.start.compareTo(end()) < 0;
        }
    }

    public Duration length() {
        return Stream.of(
                        segments.stream().map(segment -> segment.span().end()),
                        down.stream().map(BarSpan::end),
                        now.stream())
                .flatMap(ends -> ends)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /// Whether services are down in some part of it.
    public boolean isDownIn(BarSpan span) {
        return down.stream().anyMatch(span::overlaps);
    }

    public Duration downtime() {
        return down.stream().map(BarSpan::length).reduce(Duration.ZERO, Duration::plus);
    }

    /// Returns how long the segments of this kind take together.
    public Duration timeOf(SegmentKind kind) {
        return segments.stream()
                .filter(segment -> segment.kind() == kind)
                .map(segment -> segment.span().length())
                .reduce(Duration.ZERO, Duration::plus);
    }

    public boolean has(SegmentKind kind) {
        return segments.stream().anyMatch(segment -> segment.kind() == kind);
    }
}
