package dev.handrail.ui;

import dev.handrail.store.settings.UserSettings;
import dev.handrail.ui.console.ConsoleView;
import dev.handrail.ui.kit.BackgroundTasks;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.settings.AppearanceSettings;
import dev.handrail.ui.shell.WindowFrame;

import javafx.geometry.Rectangle2D;
import javafx.scene.text.Font;
import javafx.stage.Screen;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Saves the size of the window, the divider, the theme, the text size and the choice of
/// notifications, and restores them at the next start.
final class WindowState {
    /// The font size, in pixels, for which the themes are made. If the desktop uses a larger font,
    /// Handrail does too.
    private static final double BASE_FONT = 14;

    private static final List<String> KEYS =
            List.of(
                    "theme",
                    "text.scale",
                    "notify",
                    "window.width",
                    "window.height",
                    "window.divider");

    private final Stage stage;
    private final WindowFrame frame;
    private final AppearanceSettings appearance;
    private final UserSettings settings;
    private final double base = Math.max(BASE_FONT, Font.getDefault().getSize());

    private @Nullable Thread saving;

    /// Applies the usual text size at once; [#restoreSettings] applies the saved one later.
    WindowState(
            Stage stage, WindowFrame frame, AppearanceSettings appearance, UserSettings settings) {
        this.stage = stage;
        this.frame = frame;
        this.appearance = appearance;
        this.settings = settings;
        appearance.scale().addListener(o -> applyScale());
        applyScale();
    }

    /// Reads the settings in the background and applies them on the FX thread.
    void restoreSettings(BackgroundTasks tasks) {
        tasks.of(this::readSettings).onDone(this::applySettings).start();
    }

    /// Reads the settings of the window that exist.
    private Map<String, String> readSettings() {
        Map<String, String> read = new LinkedHashMap<>();
        KEYS.forEach(key -> settings.get(key).ifPresent(value -> read.put(key, value)));
        return read;
    }

    /// Keeps the defaults for missing values and limits the others to sensible ranges.
    private void applySettings(Map<String, String> read) {
        applyTheme(read.get("theme"));
        appearance.notifications().set(!"no".equals(read.get("notify")));
        readNumber(read, "text.scale", AppearanceSettings.SMALLEST, AppearanceSettings.LARGEST)
                .ifPresent(appearance.scale()::set);
        readNumber(read, "window.width", 720, 8000).ifPresent(stage::setWidth);
        readNumber(read, "window.height", 480, 8000).ifPresent(stage::setHeight);
        readNumber(read, "window.divider", 0.1, 0.9).ifPresent(frame::setDivider);
        fitToScreen();
    }

    /// Makes a window that is larger than its screen as large as the screen, with its title bar on
    /// it.
    void fitToScreen() {
        Rectangle2D screen = currentScreen().getVisualBounds();
        if (stage.getWidth() > screen.getWidth()) {
            stage.setWidth(screen.getWidth());
            stage.setX(screen.getMinX());
        }
        if (stage.getHeight() > screen.getHeight()) {
            stage.setHeight(screen.getHeight());
            stage.setY(screen.getMinY());
        }
    }

    private Screen currentScreen() {
        return Screen.getScreensForRectangle(stage.getX(), stage.getY(), 1, 1).stream()
                .findFirst()
                .orElse(Screen.getPrimary());
    }

    /// Ignores a name that Handrail does not know.
    private void applyTheme(@Nullable String name) {
        Stream.of(Theme.ThemeChoice.values())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(name))
                .forEach(appearance.theme().choiceProperty()::set);
    }

    /// The number of a setting within its limits, or empty for a text that Handrail cannot have
    /// written.
    private static Optional<Double> readNumber(
            Map<String, String> read, String key, double least, double most) {
        return Optional.of(read.getOrDefault(key, ""))
                .filter(text -> text.matches("[0-9]{1,5}([.][0-9]{1,6})?"))
                .map(text -> Math.clamp(Double.parseDouble(text), least, most));
    }

    /// Applies the text size to the window and the console.
    private void applyScale() {
        double scale = appearance.scale().get();
        frame.getStylesheets().setAll(ScaledStylesheet.of(base * scale, scale * base / BASE_FONT));
        frame.consolePane()
                .consoleView()
                .setFontSize(ConsoleView.FONT_SIZE * scale * base / BASE_FONT);
    }

    /// Saves the settings on a thread of its own; [#awaitSaved] waits for it. A maximized window
    /// keeps the size that was saved before.
    void saveSettings() {
        Map<String, String> now = new LinkedHashMap<>();
        now.put("theme", appearance.theme().choiceProperty().get().name().toLowerCase(Locale.ROOT));
        now.put("text.scale", String.valueOf(appearance.scale().get()));
        now.put("notify", appearance.notifications().get() ? "yes" : "no");
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
