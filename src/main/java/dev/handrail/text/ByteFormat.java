package dev.handrail.text;

import java.util.Locale;

/// Writes amounts of data in decimal units (1 kB = 1000 bytes), as `df -H` and browsers do.
public final class ByteFormat {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private final TextBundle texts;

    ByteFormat(TextBundle texts) {
        this.texts = texts;
    }

    /// `bytes`: not negative. As `12 bytes`, `1.5 MB`.
    public String size(long bytes) {
        if (bytes < 1000) {
            return texts.format("size.bytes", bytes);
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        Locale locale = texts.locale();
        return String.format(locale, "%.1f %s", amount, UNITS[unit]);
    }
}
