package dev.handrail.ui.console.buffer;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// A selection from the anchor, where it began, to the caret, where it ends now. The caret may be
/// before the anchor.
public final class TextSelection {
    private @Nullable TextPosition anchor;
    private @Nullable TextPosition caret;

    public void beginAt(TextPosition at) {
        anchor = at;
        caret = at;
    }

    public void extendTo(TextPosition to) {
        if (anchor == null) {
            anchor = to;
        }
        caret = to;
    }

    public void selectRange(TextPosition from, TextPosition to) {
        anchor = from;
        caret = to;
    }

    void clear() {
        anchor = null;
        caret = null;
    }

    /// Where the selection ends now; null when none was begun.
    @Nullable
    public TextPosition caretPosition() {
        return caret;
    }

    public boolean isEmpty() {
        return anchor == null || caret == null || anchor.equals(caret);
    }

    /// The earlier end of the selection; null when nothing is selected.
    @Nullable
    public TextPosition startPosition() {
        return anchor == null || caret == null || isEmpty()
                ? null
                : TextPosition.earlierOf(anchor, caret);
    }

    /// The later end of the selection; null when nothing is selected.
    @Nullable
    public TextPosition endPosition() {
        return anchor == null || caret == null || isEmpty()
                ? null
                : TextPosition.laterOf(anchor, caret);
    }

    /// Selects the characters around a position up to the next blank on both sides; `text` is its
    /// line.
    public void selectWord(TextPosition at, String text) {
        int from = Math.min(at.column(), text.length());
        int to = from;
        while (from > 0 && !Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        while (to < text.length() && !Character.isWhitespace(text.charAt(to))) {
            to++;
        }
        selectRange(new TextPosition(at.line(), from), new TextPosition(at.line(), to));
    }

    /// The text between two positions, without colours; lines that were broken are joined again. It
    /// stops after about `most` characters. It may read from disk.
    public static String readText(LineStore store, TextPosition from, TextPosition to, int most) {
        StringBuilder text = new StringBuilder();
        for (long i = from.line(); i <= to.line() && text.length() < most; ) {
            int block = (int) (i / LineBlock.LINES);
            List<ConsoleLine> lines = store.readBlock(block);
            long first = (long) block * LineBlock.LINES;
            for (int n = (int) (i - first); n < lines.size() && first + n <= to.line(); n++) {
                appendLine(text, lines.get(n), first + n, from, to);
            }
            i = first + LineBlock.LINES;
        }
        return text.toString();
    }

    /// Adds the part of a line that lies between the two positions.
    private static void appendLine(
            StringBuilder text, ConsoleLine line, long index, TextPosition from, TextPosition to) {
        if (index > from.line() && !line.joined()) {
            text.append('\n');
        }
        int start = index == from.line() ? Math.min(from.column(), line.text().length()) : 0;
        int end =
                index == to.line()
                        ? Math.min(to.column(), line.text().length())
                        : line.text().length();
        text.append(line.text(), start, Math.max(start, end));
    }

    /// The web address at a position, without punctuation after it, or empty; `text` is the line.
    public static Optional<String> linkAt(TextPosition at, String text) {
        for (int from = text.indexOf("http"); from >= 0; from = text.indexOf("http", from + 1)) {
            int to = endOfLink(text, from);
            String url = text.substring(from, to);
            if (at.column() >= from && at.column() <= to && url.matches("https?://[^/].*")) {
                return Optional.of(url);
            }
        }
        return Optional.empty();
    }

    private static int endOfLink(String text, int from) {
        int to = from;
        while (to < text.length()
                && !Character.isWhitespace(text.charAt(to))
                && "<>\"'`|".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        while (to > from && ".,;:)]}".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return to;
    }
}
