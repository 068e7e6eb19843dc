package dev.handrail.bench.window;

import dev.handrail.bench.console.Pulses;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// `FedArea OUTPUT SECONDS`: a window with nothing but JavaFX's own text area, which gets the file
/// in even pieces over this time; prints its [Gaps].
public final class FedArea {
    private static final int PIECES_PER_SECOND = 20;

    private FedArea() {}

    public static void main(String[] args) throws Exception {
        String output = Files.readString(Path.of(args[0]), StandardCharsets.ISO_8859_1);
        Pulses pulses = new Pulses();
        CompletableFuture<TextArea> shown = new CompletableFuture<>();
        Platform.startup(() -> {
            TextArea area = new TextArea();
            Stage stage = new Stage();
            stage.setScene(new Scene(area, 1180, 780));
            stage.show();
            pulses.start();
            shown.complete(area);
        });
        TextArea area = shown.get();
        Gaps.rest(pulses);
        long began = System.nanoTime();
        feed(area, output, (int) (Double.parseDouble(args[1]) * PIECES_PER_SECOND), began);
        Gaps.print((System.nanoTime() - began) / 1e9, pulses);
        Runtime.getRuntime().halt(0);
    }

    private static void feed(TextArea area, String output, int pieces, long began)
            throws InterruptedException {
        for (int piece = 0; piece < pieces; piece++) {
            int from = (int) ((long) output.length() * piece / pieces);
            int to = (int) ((long) output.length() * (piece + 1) / pieces);
            Platform.runLater(() -> area.appendText(output.substring(from, to)));
            long due = began + (piece + 1) * 1_000_000_000L / PIECES_PER_SECOND;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
    }
}
