package dev.handrail.model.bar;

import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.bar.TimeBar.BarSegment;
import dev.handrail.model.bar.TimeBar.SegmentKind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Says in words what a bar shows: in a few sentences, or line by line.
public record TimeBarText(TimeBar bar) {

    /// A line of the table behind the bar. `what`: what happens. `down`: services are down in it.
    public record BarRow(
            Phase phase,
            Message title,
            Message what,
            Duration start,
            Duration length,
            boolean down) {}

    public Message describe() {
        List<Message> parts = new ArrayList<>();
        parts.add(describeLength());
        if (bar.measured() && bar.has(SegmentKind.WAITING)) {
            parts.add(Message.of("run.bar.waiting", bar.timeOf(SegmentKind.WAITING)));
        }
        if (bar.has(SegmentKind.FAILED)) {
            parts.add(Message.of("run.bar.failed", bar.timeOf(SegmentKind.FAILED)));
        }
        bar.noReturn().map(at -> Message.of("run.bar.no-return", at)).ifPresent(parts::add);
        bar.windowEnd().map(at -> Message.of("run.bar.window", at)).ifPresent(parts::add);
        return Message.sentences(parts.toArray(Message[]::new));
    }

    private Message describeLength() {
        if (!bar.measured()) {
            return Message.of("run.bar.unknown");
        }
        return bar.down().isEmpty()
                ? Message.of("run.bar.total", bar.length())
                : Message.of("run.bar.total-down", bar.length(), bar.downtime());
    }

    public List<BarRow> listRows() {
        return bar.segments().stream().map(this::toRow).toList();
    }

    private BarRow toRow(BarSegment segment) {
        return new BarRow(
                segment.phase(),
                segment.title(),
                whatText(segment.kind()),
                segment.span().start(),
                segment.span().length(),
                bar.isDownIn(segment.span()));
    }

    private static Message whatText(SegmentKind kind) {
        return switch (kind) {
            case WORK -> Message.of("run.bar.row-work");
            case WAITING -> Message.of("run.bar.row-waiting");
            case FAILED -> Message.of("run.bar.row-failed");
        };
    }
}
