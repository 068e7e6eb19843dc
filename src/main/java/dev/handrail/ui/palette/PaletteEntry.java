package dev.handrail.ui.palette;

import java.util.Locale;
import java.util.stream.Stream;

/// Something that the palette can do. `details`: a second line that the search reads as well.
record PaletteEntry(String text, String details, Runnable run) {

    /// Whether the entry begins with the first word that the admin typed.
    boolean beginsWith(String typed) {
        String first = typed.strip().toLowerCase(Locale.ROOT).split("\\s+")[0];
        return text.toLowerCase(Locale.ROOT).startsWith(first);
    }

    /// Whether every word of what the admin typed stands in the entry.
    boolean matches(String typed) {
        String all = (text + " " + details).toLowerCase(Locale.ROOT);
        return Stream.of(typed.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .allMatch(all::contains);
    }
}
