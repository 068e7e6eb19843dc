package dev.handrail.report;

import dev.handrail.report.RunReport.ResultTone;

import java.util.Locale;

/// Writes HTML in which no text can be anything but text.
final class HtmlWriter {
    private final StringBuilder out = new StringBuilder();

    /// Markup of our own; never anything that came from elsewhere.
    HtmlWriter addMarkup(String markup) {
        out.append(markup).append('\n');
        return this;
    }

    /// An element with text; nothing when the text is empty. `tag`: its name, with attributes of
    /// our own after it.
    HtmlWriter addElement(String tag, String text) {
        if (!text.isEmpty()) {
            int end = tag.indexOf(' ');
            out.append('<')
                    .append(tag)
                    .append('>')
                    .append(escapeText(text))
                    .append("</")
                    .append(end < 0 ? tag : tag.substring(0, end))
                    .append(">\n");
        }
        return this;
    }

    /// Cells of one row, each a text; empty ones too.
    HtmlWriter addRow(String... cells) {
        out.append("<tr>");
        for (String cell : cells) {
            out.append("<td>").append(escapeText(cell)).append("</td>");
        }
        out.append("</tr>\n");
        return this;
    }

    /// Opens a section with a table; [#endTable] closes both.
    void startTable(String title, String... heads) {
        addMarkup("<section>")
                .addElement("h2", title)
                .addMarkup("<table class=\"of" + heads.length + "\"><thead><tr>");
        for (String head : heads) {
            addElement("th", head);
        }
        addMarkup("</tr></thead><tbody>");
    }

    void endTable() {
        addMarkup("</tbody></table></section>");
    }

    static String escapeText(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /// A dash where there is nothing.
    static String orDash(String value) {
        return value.isEmpty() ? "–" : value;
    }

    /// The class of a tone in the style sheet.
    static String toneClass(ResultTone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
