package dev.handrail.ui.console;

/// The search of the console's find bar, without the bar.
public final class FindAll {
    private FindAll() {}

    /// How many times the text stands in all lines.
    public static int count(LineStore store, String text) {
        Find find = new Find(store, text);
        find.run();
        return find.count();
    }
}
