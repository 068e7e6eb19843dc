package dev.handrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// Prints each result as it comes and adds it to a file, one JSON object a line.
record Results(Path file) {

    void add(Bar bar, Spread ratio, String times) throws IOException {
        boolean holds = bar.holds(ratio.median());
        System.out.printf(
                Locale.ROOT,
                "%-20s %8.3f  %s %-5.3g %-7s %7.3f .. %-7.3f %4d  %-27s %s%n",
                bar.name(),
                ratio.median(),
                bar.sign(),
                bar.reach(),
                holds ? "holds" : "MISSED",
                ratio.low(),
                ratio.high(),
                ratio.rounds(),
                times,
                bar.peer());
        String json =
                String.format(
                        Locale.ROOT,
                        "{\"name\": \"%s\", \"ratio\": %.4f, \"reach\": \"%s %s\","
                                + " \"holds\": %b, \"unit\": \"%s\", \"peer\": \"%s\","
                                + " \"low\": %.4f, \"high\": %.4f, \"rounds\": %d}%n",
                        bar.name(),
                        ratio.median(),
                        bar.sign(),
                        bar.reach(),
                        holds,
                        bar.unit(),
                        bar.peer(),
                        ratio.low(),
                        ratio.high(),
                        ratio.rounds());
        Files.writeString(file, json, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
