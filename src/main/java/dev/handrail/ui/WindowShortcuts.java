package dev.handrail.ui;

import dev.handrail.ui.console.ConsolePane;
import dev.handrail.ui.page.Navigator;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.palette.CommandPalette;
import dev.handrail.ui.settings.AppearanceSettings;
import dev.handrail.ui.settings.SettingsCard;
import dev.handrail.ui.shell.KeyboardShortcuts;
import dev.handrail.ui.shell.WindowFrame;

import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.ScrollEvent;

/// The shortcuts of the window, in the order in which the list shows them.
final class WindowShortcuts {
    private final KeyboardShortcuts shortcuts;
    private final Navigator nav;
    private final WindowFrame frame;

    WindowShortcuts(KeyboardShortcuts shortcuts, Navigator nav, WindowFrame frame) {
        this.shortcuts = shortcuts;
        this.nav = nav;
        this.frame = frame;
    }

    /// Makes the shortcuts work in a scene.
    void installOn(
            Scene scene,
            AppearanceSettings appearance,
            SettingsCard settings,
            CommandPalette palette) {
        shortcuts
                .addShortcut("F1", "shortcuts.guide", nav::goToGuide)
                .addShortcut("Shift+F1", "shortcuts.sheet", shortcuts::showSheet)
                .addShortcut("Shortcut+K", "palette.title", palette::showPalette);
        addPageShortcuts();
        addConsoleShortcuts();
        addAppearanceShortcuts(appearance);
        shortcuts.addShortcut("Shortcut+COMMA", "settings.title", settings::showCard);
        shortcuts.installOn(scene);
        scene.addEventFilter(ScrollEvent.SCROLL, event -> scaleByWheel(event, appearance));
    }

    /// The wheel with Ctrl enlarges the text. The console has a text size of its own.
    private void scaleByWheel(ScrollEvent event, AppearanceSettings appearance) {
        if (event.isShortcutDown() && event.getDeltaY() != 0 && !isInConsole(event.getTarget())) {
            appearance.adjustScale(event.getDeltaY() > 0 ? 0.1 : -0.1);
            event.consume();
        }
    }

    private boolean isInConsole(EventTarget target) {
        Node node = target instanceof Node found ? found : null;
        while (node != null && node != frame.consolePane()) {
            node = node.getParent();
        }
        return node != null;
    }

    private void addPageShortcuts() {
        shortcuts
                .addShortcut("Shortcut+Enter", "shortcuts.primary", frame::firePrimary)
                .addShortcut("Alt+Home", "shortcuts.home", () -> nav.goToPage(PageKind.HOME))
                .addShortcut(
                        "Shortcut+H", "shortcuts.history", () -> nav.goToPage(PageKind.HISTORY))
                .addShortcut(
                        "Shortcut+N",
                        "shortcuts.connect",
                        () -> nav.goToPage(PageLocation.of(PageKind.CONNECT).withServer("")))
                .addShortcut("Shortcut+R", "shortcuts.run", nav::goToRun);
    }

    private void addConsoleShortcuts() {
        ConsolePane console = frame.consolePane();
        shortcuts
                .addShortcut("Shortcut+F", "shortcuts.find", console::focusFind)
                .addShortcut("F3", "shortcuts.find-next", console::findNext)
                .addShortcut("Shortcut+E", "console.first-error", console::showFirstError)
                .addShortcut("F6", "shortcuts.pane", frame::nextPane);
    }

    private void addAppearanceShortcuts(AppearanceSettings appearance) {
        shortcuts.addAlias("Shortcut+Shift+EQUALS", () -> appearance.adjustScale(0.1));
        shortcuts
                .addShortcut(
                        "Shortcut+Shift+PLUS",
                        "shortcuts.larger",
                        () -> appearance.adjustScale(0.1))
                .addShortcut(
                        "Shortcut+Shift+MINUS",
                        "shortcuts.smaller",
                        () -> appearance.adjustScale(-0.1))
                .addShortcut("Shortcut+Shift+L", "shortcuts.theme", appearance.theme()::toggleDark);
    }
}
