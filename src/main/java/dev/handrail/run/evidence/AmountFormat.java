package dev.handrail.run.evidence;

import java.time.Duration;
import java.util.Locale;

/// Bytes and how fast they come, in words.
public final class AmountFormat {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private AmountFormat() {}

    public static String of(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    /// How far a copy is, and how fast it went until now.
    public static String formatProgress(long done, long all, Duration taken) {
        String said = "%3d %% of %s".formatted(all == 0 ? 100 : done * 100 / all, of(all));
        long millis = taken.toMillis();
        if (done <= 0 || millis < 1000) {
            return said;
        }
        long second = Math.max(1, done * 1000 / millis);
        Duration left = Duration.ofSeconds((all - done) / second);
        return said + ", " + of(second) + "/s, " + formatTime(left) + " left";
    }

    private static String formatTime(Duration time) {
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
