package dev.handrail.report.bar;

import dev.handrail.model.Phase;
import dev.handrail.model.bar.BarScale;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.model.bar.TimeBar.BarSegment;
import dev.handrail.model.bar.TimeBar.SegmentKind;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/// Draws a time bar as SVG, as the window draws it. The style sheet of the report has its colours.
/// Its texts are escaped already.
public final class TimeBarSvg {
    private static final int WIDTH = 1000;
    private static final int TOP = 14;
    private static final int BAR = 26;
    private static final int DOWN_TOP = TOP + BAR + 3;
    private static final int HEIGHT = DOWN_TOP + 8;
    private static final int LETTER = 8;

    private final TimeBar bar;
    private final BarScale scale;
    private final Function<Phase, String> names;
    private final double factor;
    private final StringBuilder out = new StringBuilder();

    private TimeBarSvg(TimeBar bar, Function<Phase, String> names) {
        this.bar = bar;
        this.scale = BarScale.of(bar);
        this.names = names;
        this.factor = WIDTH / Math.max(scale.drawnLength(), 0.001);
    }

    /// `names`: of the phases. `description`: what it shows, for those who do not see it.
    public static String draw(TimeBar bar, Function<Phase, String> names, String description) {
        return new TimeBarSvg(bar, names).draw(description);
    }

    private String draw(String description) {
        out.append(
                "<svg class=\"bar\" role=\"img\" viewBox=\"0 0 %d %d\"><title>%s</title>"
                        .formatted(WIDTH, HEIGHT, description));
        out.append(
                "<defs><pattern id=\"waits\" width=\"6\" height=\"6\""
                    + " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect"
                    + " class=\"waits-back\" width=\"6\" height=\"6\"/><rect class=\"waits-line\""
                    + " width=\"1.5\" height=\"6\"/></pattern></defs>");
        bar.segments().forEach(this::drawSegment);
        bar.down()
                .forEach(span ->
                        drawBox(
                                "down",
                                at(span.start()),
                                at(span.end()),
                                DOWN_TOP,
                                HEIGHT - DOWN_TOP - 2));
        drawMarks();
        return out.append("</svg>").toString();
    }

    private double at(Duration moment) {
        return scale.positionOf(moment) * factor;
    }

    private void drawSegment(BarSegment segment) {
        double left = at(segment.span().start());
        double right = at(segment.span().end());
        boolean down = segment.kind() == SegmentKind.WORK && bar.isDownIn(segment.span());
        String kind = segment.kind().name().toLowerCase(Locale.ROOT);
        drawBox("part " + kind + (down ? " while-down" : ""), left, right, TOP, BAR);
        String text = segmentText(segment, right - left);
        if (!text.isEmpty()) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>",
                            kind,
                            left + 4,
                            TOP + BAR / 2 + 5,
                            text));
        }
    }

    /// The name of the phase, its first letter, or nothing, as far as there is room.
    private String segmentText(BarSegment segment, double width) {
        if (segment.kind() == SegmentKind.WAITING) {
            return "";
        }
        String cross = segment.kind() == SegmentKind.FAILED ? "\u00d7 " : "";
        String name = cross + names.apply(segment.phase());
        if (name.length() * LETTER + LETTER <= width) {
            return name;
        }
        String letter = name.substring(0, cross.length() + 1);
        return letter.length() * LETTER + LETTER <= width ? letter : cross.strip();
    }

    private void drawMarks() {
        bar.windowEnd()
                .map(this::at)
                .filter(left -> left < WIDTH)
                .ifPresent(left -> drawBox("window", left, WIDTH, TOP - 3, HEIGHT - TOP + 3));
        bar.noReturn().map(this::at).ifPresent(this::drawFlag);
        bar.now()
                .map(this::at)
                .ifPresent(left ->
                        drawBox(
                                "now",
                                Math.min(left, WIDTH - 2.0),
                                Math.min(left + 2, WIDTH),
                                2,
                                HEIGHT - 2));
    }

    private void drawFlag(double left) {
        drawBox("flag", left, left + 2, 1, TOP + BAR - 1);
        out.append(
                String.format(
                        Locale.ROOT,
                        "<polygon class=\"flag\" points=\"%.1f,1 %.1f,6 %.1f,11\"/>",
                        left,
                        left + 11,
                        left));
    }

    private void drawBox(String style, double left, double right, int top, int height) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                        style,
                        left,
                        top,
                        Math.max(1, right - left),
                        height));
    }
}
