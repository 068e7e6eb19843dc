package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.CellStyle;

import javafx.geometry.VPos;
import javafx.scene.text.Font;
import javafx.scene.text.FontPosture;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// A fixed-width font in three variants, and the size of one cell of it in pixels. `baseline` is
/// the distance from the top of a cell to the line on which the letters stand.
record CellMetrics(
        Font plain, Font bold, Font italic, double width, double height, double baseline) {

    /// Measures the cells of the system's fixed-width font; `size` is in points. It averages 100
    /// letters, because the width of one letter may be rounded. A row is 8 % higher than the font
    /// asks for.
    static CellMetrics of(double size) {
        String family = "Monospaced";
        Font plain = Font.font(family, size);
        Text probe = new Text("M".repeat(100));
        probe.setFont(plain);
        probe.setTextOrigin(VPos.TOP);
        double width = probe.getLayoutBounds().getWidth() / 100;
        double height = Math.ceil(probe.getLayoutBounds().getHeight() * 1.08);
        return new CellMetrics(
                plain,
                Font.font(family, FontWeight.BOLD, size),
                Font.font(family, FontPosture.ITALIC, size),
                width,
                height,
                Math.round(probe.getBaselineOffset() + probe.getLayoutBounds().getHeight() * 0.04));
    }

    /// Bold wins over italic: there is no font for both.
    Font fontFor(long style) {
        return CellStyle.hasFlag(style, CellStyle.BOLD)
                ? bold
                : CellStyle.hasFlag(style, CellStyle.ITALIC) ? italic : plain;
    }
}
