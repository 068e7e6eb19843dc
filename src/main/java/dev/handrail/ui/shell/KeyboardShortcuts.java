package dev.handrail.ui.shell;

import atlantafx.base.theme.Styles;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

import java.util.ArrayList;
import java.util.List;

/// The shortcuts that work in the whole window, and the card that lists them.
public final class KeyboardShortcuts {
    /// A shortcut. `keys` is in the form that JavaFX reads; `key` is the message key of its
    /// description.
    private record KeyBinding(String keys, String key, Runnable run) {}

    private final Texts texts;
    private final Overlay overlay;
    private final List<KeyBinding> all = new ArrayList<>();

    /// `overlay` shows the list and blocks the shortcuts while it is open.
    public KeyboardShortcuts(Texts texts, Overlay overlay) {
        this.texts = texts;
        this.overlay = overlay;
    }

    /// Adds a shortcut; it works only after [#installOn].
    public KeyboardShortcuts addShortcut(String keys, String key, Runnable run) {
        all.add(new KeyBinding(keys, key, run));
        return this;
    }

    /// Makes the shortcuts work in a scene. They do nothing while the overlay asks something.
    public void installOn(Scene scene) {
        for (KeyBinding shortcut : all) {
            scene.getAccelerators()
                    .put(
                            KeyCombination.valueOf(shortcut.keys()),
                            () -> {
                                if (!overlay.isOpen()) {
                                    shortcut.run().run();
                                }
                            });
        }
    }

    /// Shows the list of shortcuts, unless a card is open already.
    public void showSheet() {
        if (overlay.isOpen()) {
            return;
        }
        GridPane grid = new GridPane();
        grid.setHgap(20);
        grid.setVgap(8);
        ColumnConstraints keys = new ColumnConstraints();
        keys.setMinWidth(150);
        grid.getColumnConstraints().add(keys);
        int row = 0;
        for (KeyBinding shortcut : all) {
            KeyCombination combination = KeyCombination.valueOf(shortcut.keys());
            grid.addRow(
                    row,
                    Ui.badge(combination.getDisplayText(), "badge-quiet"),
                    Ui.wrappedText(texts.get(shortcut.key())));
            row++;
        }
        for (String extra : List.of("shortcuts.enter", "shortcuts.escape", "shortcuts.console")) {
            grid.addRow(
                    row,
                    Ui.badge(texts.get(extra + "-keys"), "badge-quiet"),
                    Ui.wrappedText(texts.get(extra)));
            row++;
        }
        Button close = Ui.button(texts.get("common.close"), overlay::close, Styles.ACCENT);
        overlay.showCard(
                Overlay.createCard(texts.get("shortcuts.title"), grid),
                Overlay.buttonRow(close),
                close,
                overlay::close);
    }
}
