package dev.handrail.ui.console;

/// A place between two characters.
record Spot(long line, int column) implements Comparable<Spot> {
    @Override
    public int compareTo(Spot other) {
        return line != other.line
                ? Long.compare(line, other.line)
                : Integer.compare(column, other.column);
    }

    static Spot first(Spot a, Spot b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    static Spot last(Spot a, Spot b) {
        return a.compareTo(b) <= 0 ? b : a;
    }
}
