package dev.handrail.ui;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Measures how far texts stand out from what is behind them, as WCAG 2 defines it.
final class TextContrast {
    private TextContrast() {}

    /// The texts below a node with less contrast than `least`. Disabled ones do not count.
    static Map<String, Double> findBelow(double least, Node root) {
        Map<String, Double> weak = new TreeMap<>();
        int seen = collect(least, root, behind(root), weak);
        if (seen < 20) {
            throw new AssertionError("only " + seen + " texts");
        }
        return weak;
    }

    private static int collect(
            double least, Node node, Color background, Map<String, Double> weak) {
        if (!node.isVisible() || node.isDisabled()) {
            return 0;
        }
        if (node instanceof Text text && text.getFill() instanceof Color color) {
            if (text.getText().isBlank()) {
                return 0;
            }
            double contrast = contrast(over(color, background), background);
            if (contrast < least) {
                weak.put(text.getText() + " " + color + " on " + background, contrast);
            }
            return 1;
        }
        int seen = 0;
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                seen += collect(least, child, fill(child, background), weak);
            }
        }
        return seen;
    }

    private static Color behind(Node node) {
        Color base = node.getParent() == null ? Color.WHITE : behind(node.getParent());
        return fill(node, base);
    }

    /// The innermost fill lies on top.
    private static Color fill(Node node, Color background) {
        if (node instanceof Region region && region.getBackground() != null) {
            List<BackgroundFill> fills = region.getBackground().getFills();
            if (!fills.isEmpty() && fills.getLast().getFill() instanceof Color color) {
                return over(color, background);
            }
        }
        return background;
    }

    private static Color over(Color top, Color below) {
        return below.interpolate(
                Color.color(top.getRed(), top.getGreen(), top.getBlue()), top.getOpacity());
    }

    private static double contrast(Color one, Color other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
