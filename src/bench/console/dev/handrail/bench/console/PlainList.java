package dev.handrail.bench.console;

import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.control.ListView;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// What one would write first: a ListView of strings without colours, filled once per pulse,
/// scrolled to its end.
final class PlainList implements Subject {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final int MOST_WAITING = 100_000;

    private final ObservableList<String> items = FXCollections.observableArrayList();
    private final ListView<String> list = new ListView<>(items);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final AtomicBoolean asked = new AtomicBoolean();
    private List<String> waiting = new ArrayList<>();

    @Override
    public Parent node() {
        return list;
    }

    @Override
    public void feed(byte[] bytes, int length) throws InterruptedException {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                line.write(bytes, start, i - start);
                start = i + 1;
                if (bytes[i] == '\n') {
                    add(COLOURS.matcher(line.toString(StandardCharsets.UTF_8)).replaceAll(""));
                }
                line.reset();
            }
        }
        line.write(bytes, start, length - start);
        if (asked.compareAndSet(false, true)) {
            Platform.runLater(this::show);
        }
    }

    private synchronized void add(String text) throws InterruptedException {
        while (waiting.size() >= MOST_WAITING) {
            wait();
        }
        waiting.add(text);
    }

    private void show() {
        asked.set(false);
        List<String> taken;
        synchronized (this) {
            taken = waiting;
            waiting = new ArrayList<>();
            notifyAll();
        }
        items.addAll(taken);
        list.scrollTo(items.size() - 1);
    }

    @Override
    public boolean has(String mark) {
        List<Boolean> answer = new ArrayList<>();
        Pulses.onFx(() -> answer.add(!items.isEmpty() && items.getLast().contains(mark)));
        return answer.getFirst();
    }

    @Override
    public long find(String text) {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        return items.stream()
                .filter(item -> item.toLowerCase(java.util.Locale.ROOT).contains(lower))
                .count();
    }
}
