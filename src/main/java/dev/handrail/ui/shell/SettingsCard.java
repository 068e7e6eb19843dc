package dev.handrail.ui.shell;

import atlantafx.base.theme.Styles;

import dev.handrail.store.Folders;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;

import java.nio.file.Path;

/// What can be set, and where Handrail keeps things. All of it counts at once.
public final class SettingsCard {
    private final Texts texts;
    private final Overlay overlay;
    private final Look look;
    private final Desk desk;

    public SettingsCard(Desk desk, Look look) {
        this.desk = desk;
        this.texts = desk.texts();
        this.overlay = desk.overlay();
        this.look = look;
    }

    public void show() {
        if (overlay.isOpen()) {
            return;
        }
        CheckBox notify = new CheckBox(texts.get("settings.notify"));
        notify.setId("settings-notify");
        notify.setWrapText(true);
        notify.selectedProperty().bindBidirectional(look.calls());
        Button close = Ui.button(texts.get("common.close"), () -> close(notify), Styles.ACCENT);
        close.setId("overlay-ok");
        KeptList kept = new KeptList(desk);
        kept.showAll();
        Folders folders = desk.engine().folders();
        VBox card =
                Overlay.card(
                        texts.get("settings.title"),
                        Ui.field(texts.get("settings.theme"), themes(), new Label()),
                        Ui.field(texts.get("settings.text"), size(), new Label()),
                        notify,
                        Ui.heading(texts.get("kept.title")),
                        kept.view(),
                        Ui.heading(texts.get("settings.folders")),
                        folder("settings.data", folders.data()),
                        folder("settings.config", folders.config()),
                        folder("settings.runbooks", folders.runbooks()));
        card.setPrefWidth(620);
        overlay.show(card, Overlay.buttons(close), close, close::fire);
    }

    private void close(CheckBox notify) {
        notify.selectedProperty().unbindBidirectional(look.calls());
        overlay.close();
    }

    private SegmentedButton themes() {
        SegmentedButton themes = new SegmentedButton();
        themes.setId("settings-theme");
        for (Theme.Choice choice : Theme.Choice.values()) {
            ToggleButton button = new ToggleButton(texts.of("theme", choice));
            button.setSelected(look.theme().choiceProperty().get() == choice);
            button.setOnAction(event -> {
                button.setSelected(true);
                look.theme().choiceProperty().set(choice);
            });
            themes.getButtons().add(button);
        }
        return themes;
    }

    private Node size() {
        Label size = Ui.label(percent());
        size.setMinWidth(56);
        size.setAlignment(javafx.geometry.Pos.CENTER);
        Button smaller =
                Ui.iconButton(
                        Feather.MINUS, texts.get("shortcuts.smaller"), () -> scale(-0.1, size));
        Button larger =
                Ui.iconButton(Feather.PLUS, texts.get("shortcuts.larger"), () -> scale(0.1, size));
        larger.setId("settings-larger");
        return Ui.row(4, smaller, size, larger);
    }

    private void scale(double by, Label size) {
        look.scale(by);
        size.setText(percent());
    }

    private String percent() {
        return texts.get("settings.percent", Math.round(look.scale().get() * 100));
    }

    private Node folder(String key, Path path) {
        return Ui.field(
                texts.get(key),
                Ui.row(
                        6,
                        Ui.grow(Ui.copyable(path.toString(), "mono")),
                        Ui.copyButton(texts, path::toString)),
                new Label());
    }
}
