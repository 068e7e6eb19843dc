package dev.handrail.ui;

import dev.handrail.store.settings.UserSettings;
import dev.handrail.ui.console.ConsoleView;
import dev.handrail.ui.kit.BackgroundTasks;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.settings.AppearanceSettings;
import dev.handrail.ui.shell.WindowFrame;

import javafx.scene.text.Font;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Saves the size of the window, the divider, the theme, the text size and the choice of
/// notifications, and restores them at the next start.
final class WindowState {
    /// The font size, in pixels, for which the themes are made. If the desktop uses a larger font,
    /// Handrail does too.
    private static final double BASE_FONT = 14;

    private final Stage stage;
    private final WindowFrame frame;
    private final AppearanceSettings look;
    private final UserSettings settings;
    private final double base = Math.max(BASE_FONT, Font.getDefault().getSize());

    private @Nullable Thread saving;

    /// Applies the usual text size at once; [#restoreSettings] applies the saved one later.
    WindowState(Stage stage, WindowFrame frame, AppearanceSettings look, UserSettings settings) {
        this.stage = stage;
        this.frame = frame;
        this.look = look;
        this.settings = settings;
        look.scale().addListener(o -> applyScale());
        applyScale();
    }

    /// Reads the settings in the background and applies them on the FX thread.
    void restoreSettings(BackgroundTasks tasks) {
        tasks.of(this::readSettings).onDone(this::applySettings).start();
    }

    /// Reads the settings of the window that exist.
    private Map<String, String> readSettings() {
        Map<String, String> read = new LinkedHashMap<>();
        for (String key :
                new String[] {
                    "theme",
                    "text.scale",
                    "notify",
                    "window.width",
                    "window.height",
                    "window.divider"
                }) {
            settings.get(key).ifPresent(value -> read.put(key, value));
        }
        return read;
    }

    /// Keeps the defaults for missing values and limits the others to sensible ranges.
    private void applySettings(Map<String, String> read) {
        for (Theme.ThemeChoice choice : Theme.ThemeChoice.values()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(read.get("theme"))) {
                look.theme().choiceProperty().set(choice);
            }
        }
        look.calls().set(!"no".equals(read.get("notify")));
        readNumber(read, "text.scale")
                .ifPresent(value ->
                        look.scale()
                                .set(
                                        Math.clamp(
                                                value,
                                                AppearanceSettings.SMALLEST,
                                                AppearanceSettings.LARGEST)));
        readNumber(read, "window.width")
                .ifPresent(value -> stage.setWidth(Math.clamp(value, 720, 8000)));
        readNumber(read, "window.height")
                .ifPresent(value -> stage.setHeight(Math.clamp(value, 480, 8000)));
        readNumber(read, "window.divider")
                .ifPresent(value -> frame.setDivider(Math.clamp(value, 0.1, 0.9)));
    }

    /// The number of a setting, or empty for a text that Handrail cannot have written.
    private static Optional<Double> readNumber(Map<String, String> read, String key) {
        String text = read.getOrDefault(key, "");
        return text.matches("[0-9]{1,5}([.][0-9]{1,6})?")
                ? Optional.of(Double.valueOf(text))
                : Optional.empty();
    }

    /// Applies the text size to the window and the console.
    private void applyScale() {
        double scale = look.scale().get();
        frame.getStylesheets().setAll(ScaledStylesheet.of(base * scale, scale * base / BASE_FONT));
        frame.consolePane()
                .consoleView()
                .setFontSize(ConsoleView.FONT_SIZE * scale * base / BASE_FONT);
    }

    /// Saves the settings on a thread of its own; [#awaitSaved] waits for it. A maximized window
    /// keeps the size that was saved before.
    void saveSettings() {
        Map<String, String> now = new LinkedHashMap<>();
        now.put("theme", look.theme().choiceProperty().get().name().toLowerCase(Locale.ROOT));
        now.put("text.scale", String.valueOf(look.scale().get()));
        now.put("notify", look.calls().get() ? "yes" : "no");
        if (!stage.isMaximized()) {
            now.put("window.width", String.valueOf(Math.round(stage.getWidth())));
            now.put("window.height", String.valueOf(Math.round(stage.getHeight())));
        }
        now.put("window.divider", "%.3f".formatted(frame.dividerPosition()).replace(',', '.'));
        saving = Thread.ofPlatform().name("settings").start(() -> now.forEach(settings::set));
    }

    /// Waits until the settings are written; tests use it.
    void awaitSaved() throws InterruptedException {
        Thread now = saving;
        if (now != null) {
            now.join();
        }
    }
}
