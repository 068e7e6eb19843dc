package dev.handrail.ui;

import dev.handrail.store.Settings;
import dev.handrail.ui.kit.Tasks;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.shell.Frame;

import javafx.stage.Stage;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Remembers size, splitter, theme and size of text from one start to the next.
final class WindowState {
    private static final double BASE_FONT = 14;

    private final Stage stage;
    private final Frame frame;
    private final Theme theme;
    private final Settings settings;
    private double scale = 1;

    WindowState(Stage stage, Frame frame, Theme theme, Settings settings) {
        this.stage = stage;
        this.frame = frame;
        this.theme = theme;
        this.settings = settings;
    }

    void restore(Tasks tasks) {
        tasks.of(this::read).onDone(this::apply).start();
    }

    private Map<String, String> read() {
        Map<String, String> read = new LinkedHashMap<>();
        for (String key :
                new String[] {
                    "theme", "text.scale", "window.width", "window.height", "window.divider"
                }) {
            settings.get(key).ifPresent(value -> read.put(key, value));
        }
        return read;
    }

    private void apply(Map<String, String> read) {
        for (Theme.Choice choice : Theme.Choice.values()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(read.get("theme"))) {
                theme.choiceProperty().set(choice);
            }
        }
        number(read, "text.scale")
                .ifPresent(value -> {
                    scale = Math.clamp(value, 0.7, 2.5);
                    rescale();
                });
        number(read, "window.width")
                .ifPresent(value -> stage.setWidth(Math.clamp(value, 720, 8000)));
        number(read, "window.height")
                .ifPresent(value -> stage.setHeight(Math.clamp(value, 480, 8000)));
        number(read, "window.divider")
                .ifPresent(value -> frame.setDivider(Math.clamp(value, 0.1, 0.9)));
    }

    /// What is not a number was not written by us, and is passed over.
    private static Optional<Double> number(Map<String, String> read, String key) {
        String text = read.getOrDefault(key, "");
        return text.matches("[0-9]{1,5}([.][0-9]{1,6})?")
                ? Optional.of(Double.valueOf(text))
                : Optional.empty();
    }

    void scale(double by) {
        scale = Math.clamp(Math.round((scale + by) * 10) / 10.0, 0.7, 2.5);
        rescale();
    }

    void toggleTheme() {
        theme.choiceProperty()
                .set(theme.darkProperty().get() ? Theme.Choice.LIGHT : Theme.Choice.DARK);
    }

    private void rescale() {
        frame.setStyle("-fx-font-size: " + BASE_FONT * scale + "px;");
    }

    /// Writes all down. It is a small file, and the window is closing: there is nothing left to
    /// block.
    void save() {
        Map<String, String> now = new LinkedHashMap<>();
        now.put("theme", theme.choiceProperty().get().name().toLowerCase(Locale.ROOT));
        now.put("text.scale", String.valueOf(scale));
        if (!stage.isMaximized()) {
            now.put("window.width", String.valueOf(Math.round(stage.getWidth())));
            now.put("window.height", String.valueOf(Math.round(stage.getHeight())));
        }
        now.put("window.divider", "%.3f".formatted(frame.divider()).replace(',', '.'));
        Thread.ofPlatform().name("settings").start(() -> now.forEach(settings::set));
    }
}
