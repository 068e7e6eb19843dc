package dev.handrail.ui.bar;

import dev.handrail.model.Phase;
import dev.handrail.model.bar.BarScale;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.model.bar.TimeBar.BarSegment;
import dev.handrail.model.bar.TimeBar.BarSpan;
import dev.handrail.model.bar.TimeBar.SegmentKind;
import dev.handrail.model.bar.TimeBarText;
import dev.handrail.ui.kit.Texts;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One time bar: a part for each phase, as wide as its time, with a line below while services are
/// down. It needs no colour to be read: waits are hatched, failed attempts have a cross, the point
/// of no return has a flag. A small one, for lists, has no words and no flags.
public final class TimeBarView extends Pane {
    private static final double FLAG = 9;
    private static final double DOWN = 5;
    private static final double GAP = 2;
    private static final double SMALL_HEIGHT = 10;
    private static final double SMALL_DOWN = 3;

    private final Texts texts;
    private final boolean small;
    private final List<PlacedNode> placed = new ArrayList<>();

    /// Has the font of the theme, whose size the admin may change.
    private final Label probe = new Label();

    private double total = 1;

    /// A node and what it stands for: from one place of the drawing to another one.
    private record PlacedNode(Region node, PartKind kind, double from, double until, Phase phase) {}

    private enum PartKind {
        SEGMENT,
        DOWN,
        WINDOW,
        NOW,
        NO_RETURN
    }

    public TimeBarView(Texts texts) {
        this(texts, false);
    }

    private TimeBarView(Texts texts, boolean small) {
        this.texts = texts;
        this.small = small;
        getStyleClass().add("time-bar");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinWidth(40);
        probe.setVisible(false);
        getChildren().add(probe);
    }

    /// A bar for a list.
    public static TimeBarView small(Texts texts) {
        return new TimeBarView(texts, true);
    }

    /// Shows a bar as wide as the node.
    public void showBar(TimeBar bar) {
        showBar(bar, BarScale.of(bar).drawnLength());
    }

    /// `longest`: the drawn length for which the whole width stands, so that two bars have the same
    /// scale.
    public void showBar(TimeBar bar, double longest) {
        BarScale scale = BarScale.of(bar);
        total = Math.max(longest, 0.001);
        placed.clear();
        addSegments(bar, scale);
        bar.down().forEach(span -> addSpan(PartKind.DOWN, span, scale, "bar-down-line"));
        if (!small) {
            addMarks(bar, scale);
        }
        getChildren().setAll(placed.stream().map(PlacedNode::node).toList());
        getChildren().add(probe);
        setAccessibleText(texts.inUserLanguage(new TimeBarText(bar).describe()));
        requestLayout();
    }

    /// Steps of a phase that follow each other are one part.
    private void addSegments(TimeBar bar, BarScale scale) {
        for (BarSegment segment : bar.segments()) {
            PlacedNode last = placed.isEmpty() ? null : placed.getLast();
            double until = scale.positionOf(segment.span().end());
            Region node = segmentNode(bar, scale, segment);
            if (last != null
                    && last.phase() == segment.phase()
                    && last.node().getStyleClass().equals(node.getStyleClass())
                    && segment.kind() != SegmentKind.FAILED) {
                placed.removeLast();
                placed.add(
                        new PlacedNode(
                                last.node(), PartKind.SEGMENT, last.from(), until, last.phase()));
            } else {
                double from = scale.positionOf(segment.span().start());
                placed.add(new PlacedNode(node, PartKind.SEGMENT, from, until, segment.phase()));
            }
        }
    }

    private Region segmentNode(TimeBar bar, BarScale scale, BarSegment segment) {
        Label label = new Label();
        label.setMinWidth(0);
        label.setTextOverrun(OverrunStyle.CLIP);
        String kind = segment.kind().name().toLowerCase(Locale.ROOT);
        label.getStyleClass().addAll("bar-segment", "bar-" + kind);
        if (segment.kind() == SegmentKind.WORK && bar.isDownIn(segment.span())) {
            label.getStyleClass().add("bar-while-down");
        }
        if (scale.isCut(segment)) {
            label.getStyleClass().add("bar-cut");
        }
        return label;
    }

    private void addMarks(TimeBar bar, BarScale scale) {
        bar.windowEnd()
                .map(scale::positionOf)
                .filter(from -> from < total)
                .ifPresent(from -> addPlaced(PartKind.WINDOW, from, total, "bar-window"));
        bar.noReturn()
                .map(scale::positionOf)
                .ifPresent(at -> addPlaced(PartKind.NO_RETURN, at, at, "bar-no-return"));
        bar.now()
                .map(scale::positionOf)
                .ifPresent(at -> addPlaced(PartKind.NOW, at, at, "bar-now"));
    }

    private void addSpan(PartKind kind, BarSpan span, BarScale scale, String style) {
        Duration end = span.end();
        addPlaced(kind, scale.positionOf(span.start()), scale.positionOf(end), style);
    }

    private void addPlaced(PartKind kind, double from, double until, String style) {
        Region node = kind == PartKind.NO_RETURN ? flag() : new Region();
        node.getStyleClass().add(style);
        placed.add(new PlacedNode(node, kind, from, until, Phase.PREPARE));
    }

    /// A pole with a flag at its top.
    private static Region flag() {
        Pane pole = new Pane();
        Polygon cloth = new Polygon(0, 0, FLAG, FLAG / 2, 0, FLAG);
        cloth.getStyleClass().add("bar-flag");
        pole.getChildren().add(cloth);
        return pole;
    }

    @Override
    protected double computePrefHeight(double width) {
        return small ? SMALL_HEIGHT + GAP + SMALL_DOWN : top() + barHeight() + GAP + DOWN;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computeMaxHeight(double width) {
        return computePrefHeight(width);
    }

    private double top() {
        return small ? 0 : FLAG;
    }

    /// As high as a line of its text.
    private double barHeight() {
        return small ? SMALL_HEIGHT : Math.ceil(probe.getFont().getSize() * 1.7);
    }

    @Override
    protected void layoutChildren() {
        double scale = getWidth() / total;
        placed.forEach(each -> placeNode(each, each.from() * scale, each.until() * scale));
    }

    private void placeNode(PlacedNode part, double left, double right) {
        double width = Math.max(1, right - left);
        Region node = part.node();
        double below = top() + barHeight() + GAP;
        switch (part.kind()) {
            case SEGMENT -> placeSegment(part, left, width);
            case DOWN ->
                    node.resizeRelocate(left, below, Math.max(2, width), small ? SMALL_DOWN : DOWN);
            case WINDOW -> node.resizeRelocate(left, top() - 2, width, getHeight() - top() + 2);
            case NOW -> node.resizeRelocate(Math.min(left, getWidth() - 2), 2, 2, getHeight() - 2);
            case NO_RETURN -> node.resizeRelocate(left, 0, 2, below - GAP);
        }
    }

    /// Shows as much of the phase's name as fits: the name, its first letter, or nothing.
    private void placeSegment(PlacedNode part, double left, double width) {
        Label label = (Label) part.node();
        label.resizeRelocate(left, top(), width, barHeight());
        label.setText(small ? "" : segmentText(label, part.phase(), width - 6));
    }

    private String segmentText(Label label, Phase phase, double width) {
        if (label.getStyleClass().contains("bar-waiting")) {
            return "";
        }
        String cross = label.getStyleClass().contains("bar-failed") ? "\u00d7 " : "";
        String name = cross + texts.of("phase", phase);
        String letter = cross + texts.of("phase", phase).substring(0, 1);
        double each = label.getFont().getSize() * 0.62;
        if (name.length() * each <= width) {
            return name;
        }
        return letter.length() * each <= width ? letter : cross.strip();
    }
}
