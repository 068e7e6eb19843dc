package dev.handrail.ui.console;

import javafx.geometry.VPos;
import javafx.scene.text.Font;
import javafx.scene.text.FontPosture;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// A fixed-width font and the size of its cells.
record Grid(Font plain, Font bold, Font italic, double width, double height, double baseline) {

    static Grid of(double size) {
        String family = "Monospaced";
        Font plain = Font.font(family, size);
        Text probe = new Text("M".repeat(100));
        probe.setFont(plain);
        probe.setTextOrigin(VPos.TOP);
        double width = probe.getLayoutBounds().getWidth() / 100;
        double height = Math.ceil(probe.getLayoutBounds().getHeight() * 1.08);
        return new Grid(
                plain,
                Font.font(family, FontWeight.BOLD, size),
                Font.font(family, FontPosture.ITALIC, size),
                width,
                height,
                Math.round(probe.getBaselineOffset() + probe.getLayoutBounds().getHeight() * 0.04));
    }

    Font font(long style) {
        return Style.has(style, Style.BOLD)
                ? bold
                : Style.has(style, Style.ITALIC) ? italic : plain;
    }
}
