package dev.handrail.ui.page;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A page to go to. `hop`: the index of the hop, for the pages of a run. `parameters`: what to show
/// on the page, by name; the page or the window reads those it knows.
public record PageLocation(PageKind kind, int hop, Map<String, String> parameters) {
    private static final String OUTPUT_LINE = "output-line";

    public PageLocation {
        parameters = Map.copyOf(parameters);
    }

    public PageLocation(PageKind kind, int hop) {
        this(kind, hop, Map.of());
    }

    public static PageLocation of(PageKind kind) {
        return new PageLocation(kind, 0);
    }

    public PageLocation withParameter(String name, String value) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put(name, value);
        return new PageLocation(kind, hop, all);
    }

    /// Scrolls the console to a line, counted from 0.
    public PageLocation withOutputLine(long line) {
        return withParameter(OUTPUT_LINE, String.valueOf(line));
    }

    public OptionalLong outputLine() {
        String line = parameters.get(OUTPUT_LINE);
        return line == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(line));
    }

    /// Whether it is the same page of the same hop, whatever is shown on it.
    public boolean isSamePage(PageLocation other) {
        return kind == other.kind && hop == other.hop;
    }
}
