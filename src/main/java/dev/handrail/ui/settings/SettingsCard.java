package dev.handrail.ui.settings;

import atlantafx.base.theme.Styles;

import dev.handrail.store.file.AppFolders;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;

import java.nio.file.Path;

/// The card with the settings and the folders of Handrail. Each change applies at once.
public final class SettingsCard {
    private final Texts texts;
    private final Overlay overlay;
    private final AppearanceSettings look;
    private final PageContext desk;

    public SettingsCard(PageContext desk, AppearanceSettings look) {
        this.desk = desk;
        this.texts = desk.texts();
        this.overlay = desk.overlay();
        this.look = look;
    }

    /// Shows the card, unless another one is open.
    public void showCard() {
        if (overlay.isOpen()) {
            return;
        }
        CheckBox notify = new CheckBox(texts.get("settings.notify"));
        notify.setId("settings-notify");
        notify.setWrapText(true);
        notify.selectedProperty().bindBidirectional(look.calls());
        Button close = Ui.button(texts.get("common.close"), () -> close(notify), Styles.ACCENT);
        close.setId("overlay-ok");
        SavedSecretsList kept = new SavedSecretsList(desk);
        kept.showAll();
        AppFolders folders = desk.engine().folders();
        VBox card =
                Overlay.createCard(
                        texts.get("settings.title"),
                        Ui.labeledField(texts.get("settings.theme"), themeButtons(), new Label()),
                        Ui.labeledField(texts.get("settings.text"), textSizeRow(), new Label()),
                        notify,
                        Ui.sectionTitle(texts.get("secrets.title")),
                        kept.view(),
                        Ui.sectionTitle(texts.get("settings.folders")),
                        folderField("settings.data", folders.data()),
                        folderField("settings.config", folders.config()),
                        folderField("settings.runbooks", folders.runbookFolder()));
        card.setPrefWidth(620);
        overlay.showCard(card, Overlay.buttonRow(close), close, close::fire);
    }

    /// Ends the binding of the check box to the setting, then closes the card.
    private void close(CheckBox notify) {
        notify.selectedProperty().unbindBidirectional(look.calls());
        overlay.close();
    }

    /// One button per theme; pressing the selected one keeps it selected.
    private SegmentedButton themeButtons() {
        SegmentedButton themes = new SegmentedButton();
        themes.setId("settings-theme");
        for (Theme.ThemeChoice choice : Theme.ThemeChoice.values()) {
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

    /// Buttons that change the text size by 10 %, with the size between them.
    private Node textSizeRow() {
        Label size = Ui.label(scalePercent());
        size.setMinWidth(56);
        size.setAlignment(javafx.geometry.Pos.CENTER);
        Button smaller =
                Ui.iconButton(
                        Feather.MINUS,
                        texts.get("shortcuts.smaller"),
                        () -> changeScale(-0.1, size));
        Button larger =
                Ui.iconButton(
                        Feather.PLUS, texts.get("shortcuts.larger"), () -> changeScale(0.1, size));
        larger.setId("settings-larger");
        return Ui.row(4, smaller, size, larger);
    }

    /// Changes the text size and shows it in `size`.
    private void changeScale(double by, Label size) {
        look.adjustScale(by);
        size.setText(scalePercent());
    }

    private String scalePercent() {
        return texts.get("settings.percent", Math.round(look.scale().get() * 100));
    }

    /// The path of a folder, which one can select and copy.
    private Node folderField(String key, Path path) {
        return Ui.labeledField(
                texts.get(key),
                Ui.row(
                        6,
                        Ui.growAlways(Ui.copyableField(path.toString(), "mono")),
                        Ui.copyButton(texts, path::toString)),
                new Label());
    }
}
