package dev.handrail.report;

import java.util.Collections;

/// Writes Markdown in which no text can be anything but text.
final class MarkdownWriter {
    private final StringBuilder out = new StringBuilder();
    private boolean inList;

    void addHeading(int level, String text) {
        addBlankLine();
        out.append("#".repeat(level)).append(' ').append(escapeText(text)).append('\n');
    }

    void addParagraph(String text) {
        if (!text.isEmpty()) {
            addBlankLine();
            // What could begin a list or a line under a heading begins with a mark that it does
            // not.
            out.append(
                            escapeText(text)
                                    .replaceFirst("^(\\s*)([-+=]|[0-9]+(?=[.)]))", "$1&#8203;$2"))
                    .append('\n');
        }
    }

    void addListItem(String text) {
        if (!inList) {
            addBlankLine();
        }
        out.append("- ").append(escapeText(text)).append('\n');
        inList = true;
    }

    void startTable(String... heads) {
        addBlankLine();
        addRow(heads);
        out.append("|")
                .append(String.join("|", Collections.nCopies(heads.length, " --- ")))
                .append("|\n");
    }

    void addRow(String... cells) {
        out.append('|');
        for (String cell : cells) {
            out.append(' ').append(escapeText(cell)).append(" |");
        }
        out.append('\n');
    }

    /// A block of code; its fence is longer than any that the text has.
    void addCodeBlock(String text) {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        addBlankLine();
        out.append(fence).append("text\n").append(text).append('\n').append(fence).append('\n');
    }

    private void addBlankLine() {
        inList = false;
        if (!out.isEmpty()) {
            out.append('\n');
        }
    }

    /// On one line, with every character that Markdown or HTML could read as its own marked as a
    /// plain one.
    static String escapeText(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n', '\r' -> safe.append(' ');
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                default -> safe.append("\\`*_{}[]()#!|~".indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
