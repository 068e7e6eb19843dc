package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.ConsoleSearch;
import dev.handrail.ui.console.buffer.LineStore;

/// The search of the console's find bar, without the bar.
public final class FindAll {
    private FindAll() {}

    /// How many times the text stands in all lines.
    public static int count(LineStore store, String text) {
        ConsoleSearch find = new ConsoleSearch(store, text);
        find.run();
        return find.matchCount();
    }
}
