package dev.handrail.model.bar;

import dev.handrail.model.bar.TimeBar.BarSegment;
import dev.handrail.model.bar.TimeBar.BarSpan;
import dev.handrail.model.bar.TimeBar.SegmentKind;

import java.time.Duration;
import java.util.List;

/// Where the moments of a bar are drawn. A run may have waited for a night: such a wait is drawn
/// shorter than it was, so that the steps stay visible. `cuts`: those waits. `longest`: how long a
/// wait is drawn at most.
public record BarScale(TimeBar bar, List<BarSpan> cuts, Duration longest) {
    /// A wait takes at most this part of the time in which steps ran.
    private static final int SHARE = 3;

    public static BarScale of(TimeBar bar) {
        Duration work = bar.timeOf(SegmentKind.WORK).plus(bar.timeOf(SegmentKind.FAILED));
        Duration longest = work.dividedBy(SHARE);
        List<BarSpan> cuts =
                bar.segments().stream()
                        .filter(segment -> segment.kind() == SegmentKind.WAITING)
                        .map(BarSegment::span)
                        .filter(span -> !work.isZero() && span.length().compareTo(longest) > 0)
                        .toList();
        return new BarScale(bar, cuts, longest);
    }

    /// Whether a wait is drawn shorter than it was.
    public boolean isCut(BarSegment segment) {
        return cuts.contains(segment.span());
    }

    /// Returns where a moment is drawn, in seconds of steps from the beginning.
    public double positionOf(Duration moment) {
        double position = toSeconds(moment);
        for (BarSpan cut : cuts) {
            double length = toSeconds(cut.length());
            double passed = Math.clamp(toSeconds(moment.minus(cut.start())), 0, length);
            position -= passed * (1 - toSeconds(longest) / length);
        }
        return Math.max(0, position);
    }

    /// Returns the length of the drawing, in seconds of steps. The end of the maintenance window is
    /// part of it, unless it is far away.
    public double drawnLength() {
        double all = positionOf(bar.length());
        return bar.windowEnd()
                .map(this::positionOf)
                .filter(end -> end > all && end < 2 * all)
                .map(end -> end + all / 20)
                .orElse(all);
    }

    private static double toSeconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
