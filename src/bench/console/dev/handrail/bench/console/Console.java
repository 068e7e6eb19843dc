package dev.handrail.bench.console;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/// `Console ours|list|jedi FILE MARK TEXT PACED`: feeds a file of lines at full speed, or 2,000
/// lines a second for PACED seconds, and prints: seconds, median and 99th percentile of the gaps
/// between frames, those of the idle window before, heap afterwards in bytes, seconds to find.
public final class Console {
    private static final int LINES_PER_SECOND = 2000;
    private static final int TICKS_PER_SECOND = 50;

    private final Subject subject;
    private final Path file;
    private final String mark;
    private final Pulses pulses = new Pulses();

    private Console(Subject subject, Path file, String mark) {
        this.subject = subject;
        this.file = file;
        this.mark = mark;
    }

    public static void main(String[] args) throws Exception {
        CompletableFuture<Subject> shown = new CompletableFuture<>();
        Platform.startup(() -> {
            try {
                shown.complete(show(args[0]));
            } catch (IOException e) {
                shown.completeExceptionally(e);
            }
        });
        Console console = new Console(shown.get(), Path.of(args[1]), args[2]);
        console.measure(args[3], Integer.parseInt(args[4]));
        Runtime.getRuntime().halt(0);
    }

    private static Subject show(String name) throws IOException {
        Subject subject =
                switch (name) {
                    case "ours" -> new Ours();
                    case "list" -> new PlainList();
                    case "jedi" -> new JediTerm();
                    default -> throw new IllegalArgumentException(name);
                };
        Stage stage = new Stage();
        stage.setScene(new Scene(subject.node(), 1180, 600));
        stage.show();
        return subject;
    }

    private void measure(String text, int paced) throws Exception {
        Pulses.onFx(pulses::start);
        Thread.sleep(1500);
        pulses.take();
        Thread.sleep(2000);
        double[] idle = pulses.take();
        long began = System.nanoTime();
        if (paced > 0) {
            feedSlowly(paced);
        } else {
            feedAll();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double[] gaps = pulses.take();
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        subject.find(text + "?");
        began = System.nanoTime();
        long found = subject.find(text);
        double find = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%.6f %.3f %.3f %.3f %.3f %d %.6f %d%n",
                seconds,
                Pulses.at(gaps, 0.5),
                Pulses.at(gaps, 0.99),
                Pulses.at(idle, 0.5),
                Pulses.at(idle, 0.99),
                heap,
                find,
                found);
    }

    private void feedAll() throws Exception {
        byte[] bytes = new byte[64 << 10];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length; (length = in.read(bytes)) > 0; ) {
                subject.feed(bytes, length);
            }
        }
        while (!subject.has(mark)) {
            Thread.sleep(1);
        }
        // Drawn, not only taken: two pulses later.
        Pulses.onFx(() -> {});
        Thread.sleep(34);
    }

    private void feedSlowly(int seconds) throws Exception {
        byte[] all;
        try (InputStream in = Files.newInputStream(file)) {
            all = in.readNBytes(seconds * LINES_PER_SECOND * 160);
        }
        long began = System.nanoTime();
        int at = 0;
        for (int tick = 0; tick < seconds * TICKS_PER_SECOND; tick++) {
            int end = at;
            for (int lines = LINES_PER_SECOND / TICKS_PER_SECOND; lines > 0; end++) {
                lines -= all[end] == '\n' ? 1 : 0;
            }
            byte[] piece = java.util.Arrays.copyOfRange(all, at, end);
            subject.feed(piece, piece.length);
            at = end;
            long due = began + (tick + 1) * 1_000_000_000L / TICKS_PER_SECOND;
            Thread.sleep(java.time.Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
    }
}
