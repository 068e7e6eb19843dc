package dev.handrail.report;

import java.util.Collections;

/// Builds Markdown and escapes every text, so that text from a server can never become markup.
final class MarkdownWriter {
    /// Characters that Markdown could interpret.
    private static final String MARKUP = "\\`*_{}[]()#!|~";

    private final StringBuilder out = new StringBuilder();
    private boolean inList;

    void addHeading(int level, String text) {
        addBlankLine();
        out.append("#".repeat(level)).append(' ').append(escapeText(text)).append('\n');
    }

    /// Adds nothing for an empty text.
    void addParagraph(String text) {
        if (!text.isEmpty()) {
            addBlankLine();
            // An invisible character in front keeps a dash or a number from starting a list, and
            // dashes or equals signs from making the line above a heading.
            out.append(
                            escapeText(text)
                                    .replaceFirst("^(\\s*)([-+=]|[0-9]+(?=[.)]))", "$1&#8203;$2"))
                    .append('\n');
        }
    }

    /// Items that follow each other form one list; any other content ends it.
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

    /// Adds the text unescaped in a code block. The fence is longer than any run of backquotes in
    /// the text, so that the text cannot end the block.
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

    /// Separates blocks, and ends a list.
    private void addBlankLine() {
        inList = false;
        if (!out.isEmpty()) {
            out.append('\n');
        }
    }

    /// Puts the text on one line and escapes every character that Markdown or HTML could interpret.
    static String escapeText(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> appendEscaped(escaped, (char) c));
        return escaped.toString();
    }

    private static void appendEscaped(StringBuilder escaped, char c) {
        switch (c) {
            case '\n', '\r' -> escaped.append(' ');
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            default -> escaped.append(MARKUP.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
