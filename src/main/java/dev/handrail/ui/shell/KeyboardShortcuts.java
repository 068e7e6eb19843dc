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
import java.util.stream.Stream;

/// The shortcuts that work in the whole window, and the card that lists them.
public final class KeyboardShortcuts {
    /// A shortcut. `keys` is in the form that JavaFX reads; `key` is the message key of its
    /// description.
    private record KeyBinding(String keys, String key, Runnable run) {
        KeyCombination combination() {
            return KeyCombination.valueOf(keys);
        }

        String displayText() {
            return combination().getDisplayText();
        }
    }

    /// The message keys of the keys that work only in some places.
    private static final List<String> LOCAL_KEYS =
            List.of(
                    "shortcuts.enter",
                    "shortcuts.escape",
                    "shortcuts.console",
                    "shortcuts.merge-choice",
                    "shortcuts.merge-next",
                    "shortcuts.merge-undo");

    private final Texts texts;
    private final Overlay overlay;
    private final List<KeyBinding> all = new ArrayList<>();
    private final List<KeyBinding> aliases = new ArrayList<>();

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

    /// Adds other keys for a shortcut, which the list leaves out: a US keyboard has its plus on the
    /// key of the equals sign.
    public KeyboardShortcuts addAlias(String keys, Runnable run) {
        aliases.add(new KeyBinding(keys, "", run));
        return this;
    }

    /// Makes the shortcuts work in a scene. They do nothing while the overlay asks something.
    public void installOn(Scene scene) {
        Stream.concat(all.stream(), aliases.stream())
                .forEach(shortcut ->
                        scene.getAccelerators()
                                .put(shortcut.combination(), () -> runShortcut(shortcut)));
    }

    private void runShortcut(KeyBinding shortcut) {
        if (!overlay.isOpen()) {
            shortcut.run().run();
        }
    }

    /// Shows the list of shortcuts, unless a card is open already.
    public void showSheet() {
        if (overlay.isOpen()) {
            return;
        }
        Button close = Ui.button(texts.get("common.close"), overlay::close, Styles.ACCENT);
        overlay.showCard(
                Overlay.createCard(texts.get("shortcuts.title"), shortcutTable()),
                Overlay.buttonRow(close),
                close,
                overlay::close);
    }

    /// The shortcuts of the window, then the keys that work only in some places.
    private GridPane shortcutTable() {
        GridPane table = new GridPane();
        table.setHgap(20);
        table.setVgap(8);
        ColumnConstraints keys = new ColumnConstraints();
        keys.setMinWidth(150);
        table.getColumnConstraints().add(keys);
        all.forEach(shortcut -> addRow(table, shortcut.displayText(), shortcut.key()));
        LOCAL_KEYS.forEach(key -> addRow(table, texts.get(key + "-keys"), key));
        return table;
    }

    private void addRow(GridPane table, String keys, String textKey) {
        table.addRow(
                table.getRowCount(),
                Ui.badge(keys, "badge-quiet"),
                Ui.wrappedText(texts.get(textKey)));
    }
}
