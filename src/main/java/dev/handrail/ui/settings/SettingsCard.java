package dev.handrail.ui.settings;

import atlantafx.base.theme.Styles;

import dev.handrail.store.file.AppFolders;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The card with the settings and the folders of Handrail. Each change applies at once.
public final class SettingsCard {
    private final Texts texts;
    private final Overlay overlay;
    private final AppearanceSettings appearance;
    private final PageContext context;

    public SettingsCard(PageContext context, AppearanceSettings appearance) {
        this.context = context;
        this.texts = context.texts();
        this.overlay = context.overlay();
        this.appearance = appearance;
    }

    /// Shows the card, unless another one is open.
    public void showCard() {
        if (overlay.isOpen()) {
            return;
        }
        CheckBox notify = notifyBox();
        Button close = Ui.button(texts.get("common.close"), () -> close(notify), Styles.ACCENT);
        close.setId("overlay-ok");
        overlay.showCard(createCard(notify), Overlay.buttonRow(close), close, close::fire);
    }

    /// Appearance first, then the saved secrets, the folders and the version.
    private VBox createCard(CheckBox notify) {
        VBox card =
                Overlay.createCard(
                        texts.get("settings.title"),
                        Ui.labeledField(texts.get("settings.theme"), themeButtons(), new Label()),
                        Ui.labeledField(texts.get("settings.text"), textSizeRow(), new Label()),
                        notify);
        card.getChildren().addAll(secretsPart());
        card.getChildren().addAll(foldersPart());
        card.getChildren().addAll(ProblemReportCard.aboutPart(context));
        card.setPrefWidth(620);
        return card;
    }

    /// A check box that changes the setting at once.
    private CheckBox notifyBox() {
        CheckBox notify = new CheckBox(texts.get("settings.notify"));
        notify.setId("settings-notify");
        notify.setWrapText(true);
        notify.selectedProperty().bindBidirectional(appearance.notifications());
        return notify;
    }

    /// A title, and the secrets as the keychain has them now.
    private List<Node> secretsPart() {
        SavedSecretsList secrets = new SavedSecretsList(context);
        secrets.showAll();
        return List.of(Ui.sectionTitle(texts.get("secrets.title")), secrets.view());
    }

    private List<Node> foldersPart() {
        AppFolders folders = context.engine().folders();
        return List.of(
                Ui.sectionTitle(texts.get("settings.folders")),
                folderField("settings.data", folders.data()),
                folderField("settings.config", folders.config()),
                folderField("settings.runbooks", folders.runbookFolder()));
    }

    /// Ends the binding of the check box to the setting, then closes the card.
    private void close(CheckBox notify) {
        notify.selectedProperty().unbindBidirectional(appearance.notifications());
        overlay.close();
    }

    private SegmentedButton themeButtons() {
        SegmentedButton themes = new SegmentedButton();
        themes.setId("settings-theme");
        Stream.of(Theme.ThemeChoice.values())
                .map(this::themeButton)
                .forEach(themes.getButtons()::add);
        return themes;
    }

    /// Pressing the selected button keeps it selected.
    private ToggleButton themeButton(Theme.ThemeChoice choice) {
        ToggleButton button = new ToggleButton(texts.of("theme", choice));
        button.setSelected(appearance.theme().choiceProperty().get() == choice);
        button.setOnAction(event -> {
            button.setSelected(true);
            appearance.theme().choiceProperty().set(choice);
        });
        return button;
    }

    /// Buttons that change the text size by 10 %, with the size between them.
    private Node textSizeRow() {
        Label size = Ui.label(scalePercent());
        size.setMinWidth(56);
        size.setAlignment(Pos.CENTER);
        String smaller = texts.get("shortcuts.smaller");
        String larger = texts.get("shortcuts.larger");
        Button plus = Ui.iconButton(Feather.PLUS, larger, () -> changeScale(0.1, size));
        plus.setId("settings-larger");
        return Ui.row(
                4,
                Ui.iconButton(Feather.MINUS, smaller, () -> changeScale(-0.1, size)),
                size,
                plus);
    }

    /// Changes the text size and shows it in `size`.
    private void changeScale(double by, Label size) {
        appearance.adjustScale(by);
        size.setText(scalePercent());
    }

    private String scalePercent() {
        return texts.get("settings.percent", Math.round(appearance.scale().get() * 100));
    }

    /// The path of a folder, which one can select and copy.
    private Node folderField(String key, Path path) {
        TextField field = Ui.copyableField(path.toString(), "mono");
        return Ui.labeledField(
                texts.get(key), Ui.copyableRow(texts, field, path.toString()), new Label());
    }
}
