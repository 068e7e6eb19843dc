package dev.handrail.ui.console.buffer;

/// A place between two characters: the line, and the characters before it in that line, both
/// counted from 0.
public record TextPosition(long line, int column) implements Comparable<TextPosition> {
    @Override
    public int compareTo(TextPosition other) {
        return line != other.line
                ? Long.compare(line, other.line)
                : Integer.compare(column, other.column);
    }

    static TextPosition earlierOf(TextPosition a, TextPosition b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    static TextPosition laterOf(TextPosition a, TextPosition b) {
        return a.compareTo(b) <= 0 ? b : a;
    }
}
