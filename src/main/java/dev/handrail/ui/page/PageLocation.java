package dev.handrail.ui.page;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A page to open. `hop` is the index of the hop, for pages of a run. `parameters` say what to show
/// on the page; the page and the window read those that they know.
public record PageLocation(PageKind kind, int hop, Map<String, String> parameters) {
    private static final String OUTPUT_LINE = "output-line";
    private static final String OUTPUT_TEXT = "output-text";
    private static final String RUN = "run";
    private static final String SERVER = "server";
    private static final String PRODUCT = "product";

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

    /// A copy that also scrolls the console to a line, counted from 0.
    public PageLocation withOutputLine(long line) {
        return withParameter(OUTPUT_LINE, String.valueOf(line));
    }

    /// A copy that also marks this text in the console, at that line.
    public PageLocation withOutputMatch(long line, String text) {
        return withOutputLine(line).withParameter(OUTPUT_TEXT, text);
    }

    /// The text to mark in the console, or empty.
    public Optional<String> outputText() {
        return Optional.ofNullable(parameters.get(OUTPUT_TEXT));
    }

    /// The line to scroll the console to, or empty.
    public OptionalLong outputLine() {
        String line = parameters.get(OUTPUT_LINE);
        return line == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(line));
    }

    /// A copy that shows this run, on the page where it is.
    public PageLocation withRun(String id) {
        return withParameter(RUN, id);
    }

    /// The id of the run to show on its own page, or empty.
    public Optional<String> run() {
        return Optional.ofNullable(parameters.get(RUN));
    }

    /// A copy that shows this server: its name on the page Connect, where an empty name asks for a
    /// new server; its address in the history.
    public PageLocation withServer(String server) {
        return withParameter(SERVER, server);
    }

    public Optional<String> server() {
        return Optional.ofNullable(parameters.get(SERVER));
    }

    /// A copy that leads on to the plan of this product as soon as it is detected.
    public PageLocation withProduct(String id) {
        return withParameter(PRODUCT, id);
    }

    public Optional<String> product() {
        return Optional.ofNullable(parameters.get(PRODUCT));
    }

    /// Whether both are the same page of the same hop, with any parameters.
    public boolean isSamePage(PageLocation other) {
        return kind == other.kind && hop == other.hop;
    }
}
