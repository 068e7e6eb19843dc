package dev.handrail.ui.console;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// What is selected: from where one began to where one is.
final class Selection {
    private @Nullable Spot anchor;
    private @Nullable Spot caret;

    void begin(Spot at) {
        anchor = at;
        caret = at;
    }

    void extend(Spot to) {
        if (anchor == null) {
            anchor = to;
        }
        caret = to;
    }

    void set(Spot from, Spot to) {
        anchor = from;
        caret = to;
    }

    void clear() {
        anchor = null;
        caret = null;
    }

    @Nullable Spot caret() {
        return caret;
    }

    boolean isEmpty() {
        return anchor == null || caret == null || anchor.equals(caret);
    }

    @Nullable Spot from() {
        return anchor == null || caret == null || isEmpty() ? null : Spot.first(anchor, caret);
    }

    @Nullable Spot to() {
        return anchor == null || caret == null || isEmpty() ? null : Spot.last(anchor, caret);
    }

    /// Selects the word around a place.
    void word(Spot at, String text) {
        int from = Math.min(at.column(), text.length());
        int to = from;
        while (from > 0 && !Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        while (to < text.length() && !Character.isWhitespace(text.charAt(to))) {
            to++;
        }
        set(new Spot(at.line(), from), new Spot(at.line(), to));
    }

    /// The selected text, without colours; broken lines are whole again. May read from disk.
    static String text(LineStore store, Spot from, Spot to, int most) {
        StringBuilder text = new StringBuilder();
        for (long i = from.line(); i <= to.line() && text.length() < most; ) {
            int block = (int) (i / Block.LINES);
            List<Line> lines = store.block(block);
            long first = (long) block * Block.LINES;
            for (int n = (int) (i - first); n < lines.size() && first + n <= to.line(); n++) {
                add(text, lines.get(n), first + n, from, to);
            }
            i = first + Block.LINES;
        }
        return text.toString();
    }

    private static void add(StringBuilder text, Line line, long index, Spot from, Spot to) {
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

    /// The web address that stands at a place.
    static Optional<String> link(Spot at, String text) {
        for (int from = text.indexOf("http"); from >= 0; from = text.indexOf("http", from + 1)) {
            int to = from;
            while (to < text.length()
                    && !Character.isWhitespace(text.charAt(to))
                    && "<>\"'`|".indexOf(text.charAt(to)) < 0) {
                to++;
            }
            while (to > from && ".,;:)]}".indexOf(text.charAt(to - 1)) >= 0) {
                to--;
            }
            String url = text.substring(from, to);
            if (at.column() >= from && at.column() <= to && url.matches("https?://[^/].*")) {
                return Optional.of(url);
            }
        }
        return Optional.empty();
    }
}
