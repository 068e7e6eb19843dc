package dev.handrail.report.pdf;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Turns the drawn time bars of a page into boxes, since the writer of PDF draws no SVG.
final class BarBoxes {
    private static final double PERCENT = 10;
    private static final int BASELINE = 13;

    private BarBoxes() {}

    static void replaceBars(Document document) {
        NodeList found = document.getElementsByTagName("svg");
        List<Element> bars = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            bars.add((Element) found.item(i));
        }
        bars.forEach(bar -> bar.getParentNode().replaceChild(toBoxes(bar, document), bar));
    }

    private static Element toBoxes(Element bar, Document document) {
        Element boxes = document.createElement("div");
        boxes.setAttribute("class", "bar");
        for (Node node = bar.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element shape
                    && List.of("rect", "text").contains(shape.getTagName())) {
                boxes.appendChild(toBox(shape, document));
            }
        }
        return boxes;
    }

    private static Element toBox(Element shape, Document document) {
        Element box = document.createElement("div");
        boolean text = shape.getTagName().equals("text");
        box.setAttribute("class", shape.getAttribute("class") + (text ? " text" : ""));
        int top = Integer.parseInt(shape.getAttribute("y")) - (text ? BASELINE : 0);
        String place = String.format(Locale.ROOT, "left:%.2f%%;top:%dpx", left(shape), top);
        if (!text) {
            double width = Double.parseDouble(shape.getAttribute("width")) / PERCENT;
            String height = shape.getAttribute("height");
            place += String.format(Locale.ROOT, ";width:%.2f%%;height:%spx", width, height);
        }
        box.setAttribute("style", place);
        box.setTextContent(shape.getTextContent());
        return box;
    }

    /// In percent of the bar.
    private static double left(Element shape) {
        return Double.parseDouble(shape.getAttribute("x")) / PERCENT;
    }
}
