package dev.handrail.report;

import dev.handrail.report.RunReport.ResultTone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Builds HTML and escapes every text, so that text from a server can never become markup.
final class HtmlWriter {
    private final StringBuilder out = new StringBuilder();

    /// Adds markup unchanged. Callers pass only Handrail's own markup, never text from elsewhere.
    HtmlWriter addMarkup(String markup) {
        out.append(markup).append('\n');
        return this;
    }

    /// Adds an element with escaped text, or nothing when the text is empty. `tag`: the name of the
    /// element, optionally followed by attributes, which are not escaped.
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

    /// Adds a table row with one escaped cell for each text; empty texts keep their cell.
    HtmlWriter addRow(String... cells) {
        out.append("<tr>");
        for (String cell : cells) {
            out.append("<td>").append(escapeText(cell)).append("</td>");
        }
        out.append("</tr>\n");
        return this;
    }

    /// Opens a section with a table; [#endTable] closes both. The style sheet sets column widths by
    /// the number of headings.
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

    /// Escapes all characters that could end a text or an attribute value.
    static String escapeText(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> appendEscaped(escaped, (char) c));
        return escaped.toString();
    }

    private static void appendEscaped(StringBuilder escaped, char c) {
        switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.append(c);
        }
    }

    /// Shows an empty value as a dash.
    static String orDash(String value) {
        return value.isEmpty() ? "–" : value;
    }

    /// The class that the style sheet uses for a tone.
    static String toneClass(ResultTone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    /// `name`: of a resource of the program; a missing one is a packaging bug.
    static String readResource(String name) {
        try (InputStream in = HtmlWriter.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The program file " + name + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
