package dev.handrail.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/// Output as upgrades print it: migrations, packages, git, with numbers and hashes that differ from
/// line to line; the same in every run.
final class LogText {
    static final int LINES = 1_000_000;

    private final Random random = new Random(20261120);

    private LogText() {}

    /// A file with so many bytes of it, the million lines over and over.
    static Path file(Path folder, long size) throws IOException {
        Path file = folder.resolve("log-" + size);
        if (Files.exists(file) && Files.size(file) == size) {
            return file;
        }
        byte[] lines = lines();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= lines.length) {
                out.write(lines, 0, (int) Math.min(left, lines.length));
            }
        }
        return file;
    }

    static byte[] lines() {
        LogText text = new LogText();
        StringBuilder all = new StringBuilder(LINES * 90);
        for (int line = 0; line < LINES; line++) {
            all.append(text.line(line)).append('\n');
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String line(int number) {
        int n = random.nextInt(100_000);
        return switch (random.nextInt(8)) {
            case 0 ->
                    time(number)
                            + " INFO  [alembic.runtime.migration] Running upgrade "
                            + hash(12)
                            + " -> "
                            + hash(12);
            case 1 ->
                    time(number)
                            + " migrating table event_"
                            + n % 97
                            + ": "
                            + n
                            + " rows copied, "
                            + random.nextInt(1000)
                            + " ms";
            case 2 ->
                    "Collecting package-"
                            + n % 331
                            + "=="
                            + n % 9
                            + "."
                            + n % 23
                            + "."
                            + n % 7
                            + " (from -r requirements.txt (line "
                            + n % 120
                            + "))";
            case 3 ->
                    "  Downloading package_"
                            + n % 331
                            + "-"
                            + n % 9
                            + "."
                            + n % 23
                            + "-py3-none-any.whl ("
                            + n % 900
                            + "."
                            + n % 10
                            + " kB)";
            case 4 ->
                    "Unpacking libexample"
                            + n % 211
                            + ":amd64 ("
                            + n % 9
                            + "."
                            + n % 23
                            + "-"
                            + n % 4
                            + "+deb12u"
                            + n % 5
                            + ") over ("
                            + n % 9
                            + "."
                            + n % 19
                            + ") ...";
            case 5 ->
                    " * [new tag]         v"
                            + n % 9
                            + "."
                            + n % 23
                            + "."
                            + n % 50
                            + "     -> v"
                            + n % 9
                            + "."
                            + n % 23
                            + "."
                            + n % 50;
            case 6 ->
                    time(number)
                            + " postgres["
                            + n
                            + "] LOG:  checkpoint complete: wrote "
                            + random.nextInt(16384)
                            + " buffers; sync=0."
                            + random.nextInt(1000)
                            + " s";
            default -> "copied " + hash(40) + "  ./media/" + n % 4096 + "/" + n + ".png";
        };
    }

    private static String time(int number) {
        int seconds = number / 40;
        return String.format(
                Locale.ROOT,
                "2026-11-20 %02d:%02d:%02d,%03d",
                seconds / 3600 % 24,
                seconds / 60 % 60,
                seconds % 60,
                number * 25 % 1000);
    }

    private String hash(int digits) {
        StringBuilder hash = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            hash.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hash.toString();
    }
}
