package dev.handrail.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/// A million coloured lines into the console, against JediTermFX and a plain ListView, each in a
/// process of its own.
final class ConsoleRows {
    private static final String MARK = "the-last-line-of-all";
    private static final int PACED_SECONDS = 15;

    private final FxProcess consoles;
    private final Path lines;

    ConsoleRows(FxProcess consoles, Path scratch) throws IOException {
        this.consoles = consoles;
        this.lines = scratch.resolve("console-lines");
        write();
    }

    /// What one process measured.
    record Measured(double seconds, double p99, double idle, double heap, double find) {}

    /// The three of one round.
    record Round(Measured ours, Measured list, Measured jedi) {}

    void measure(Rows.Settings settings, Results results) throws Exception {
        List<Round> full = rounds(settings.rounds(5), 0);
        List<Round> paced = rounds(settings.rounds(3), PACED_SECONDS);
        ToDoubleBiFunction<Measured, Measured> speed = (a, b) -> b.seconds() / a.seconds();
        report(results, 4, "console.speed", "JediTermFX", full, jedi(speed));
        report(results, 1, "console.speed.list", "a plain ListView", full, list(speed));
        Bar heap = Bar.atMost(1 / 3.0, "console.heap", "bytes/bytes", "JediTermFX");
        add(results, heap, full, jedi((a, b) -> a.heap() / b.heap()));
        Bar find = Bar.atMost(1, "console.find", "time/time", "JediTermFX's search");
        add(results, find, full, jedi((a, b) -> a.find() / b.find()));
        Bar frames = Bar.atMost(1, "console.frames", "p99/p99 of frames", "JediTermFX");
        add(results, frames, full, jedi((a, b) -> a.p99() / b.p99()));
        Bar calm =
                Bar.atMost(
                        1.2, "console.paced", "p99 of frames/idle frame", "its window when idle");
        add(results, calm, paced, round -> round.ours().p99() / round.ours().idle());
        Bar calmer = Bar.atMost(1, "console.paced.peer", "p99/p99 of frames", "JediTermFX");
        add(results, calmer, paced, jedi((x, y) -> x.p99() / y.p99()));
    }

    private static ToDoubleFunction<Round> jedi(ToDoubleBiFunction<Measured, Measured> ratio) {
        return round -> ratio.applyAsDouble(round.ours(), round.jedi());
    }

    private static ToDoubleFunction<Round> list(ToDoubleBiFunction<Measured, Measured> ratio) {
        return round -> ratio.applyAsDouble(round.ours(), round.list());
    }

    private static void report(
            Results results,
            double reach,
            String name,
            String peer,
            List<Round> rounds,
            ToDoubleFunction<Round> ratio)
            throws IOException {
        add(results, Bar.atLeast(reach, name, "speed/speed", peer), rounds, ratio);
    }

    private static void add(
            Results results, Bar bar, List<Round> rounds, ToDoubleFunction<Round> ratio)
            throws IOException {
        results.add(bar, Spread.of(rounds.stream().mapToDouble(ratio).toArray()), "");
    }

    private List<Round> rounds(int count, int paced) throws IOException, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < count; round++) {
            Measured jediFirst = round % 2 == 1 ? run("jedi", paced) : null;
            Measured ours = run("ours", paced);
            Measured list = run("list", paced);
            rounds.add(new Round(ours, list, jediFirst != null ? jediFirst : run("jedi", paced)));
        }
        return rounds;
    }

    private Measured run(String subject, int paced) throws IOException, InterruptedException {
        double[] n =
                consoles.run(
                        "dev.handrail.bench.console.Console",
                        subject,
                        lines.toString(),
                        MARK,
                        "checkpoint",
                        Integer.toString(paced));
        return new Measured(n[0], n[2], n[3], n[5], n[6]);
    }

    /// Each line in colours, with a progress line that overwrites itself before each thousandth.
    private void write() throws IOException {
        String[] all = new String(LogText.lines(), StandardCharsets.UTF_8).split("\n");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(lines))) {
            for (int i = 0; i < all.length; i++) {
                out.write(coloured(i, all[i]).getBytes(StandardCharsets.UTF_8));
            }
            out.write((MARK + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String coloured(int number, String line) {
        int space = Math.max(1, line.indexOf(' ', 1));
        String text =
                "\u001b[1;3"
                        + (1 + number % 7)
                        + "m"
                        + line.substring(0, space)
                        + "\u001b[0m"
                        + "\u001b[38;5;"
                        + number % 256
                        + "m"
                        + line.substring(space)
                        + "\u001b[0m\n";
        return number % 1000 == 999 ? progress() + text : text;
    }

    private static String progress() {
        StringBuilder progress = new StringBuilder();
        for (int percent = 0; percent <= 100; percent += 5) {
            progress.append("\rReceiving objects: ").append(percent).append('%');
        }
        return progress.append('\n').toString();
    }
}
