package dev.handrail.ui.kit;

import atlantafx.base.theme.Styles;

import dev.handrail.app.BugReport;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// Shows a bug in Handrail itself, with everything that a report needs. Expected failures never
/// open it.
public final class ErrorWindow {
    private final Texts texts;
    private final Supplier<@Nullable Window> owner;
    private boolean open;

    /// `owner` is the window to block while the error is shown, or null for none.
    public ErrorWindow(Texts texts, Supplier<@Nullable Window> owner) {
        this.texts = texts;
        this.owner = owner;
    }

    /// Shows a bug; may be called on any thread.
    public void showLater(BugReport bug) {
        Platform.runLater(() -> showBug(bug));
    }

    /// Shows a bug on the FX thread. It ignores further bugs while the window is open, because they
    /// would only cover the first one.
    public void showBug(BugReport bug) {
        if (open) {
            return;
        }
        open = true;
        Stage stage = new Stage();
        Theme.addWindowIcons(stage);
        Window above = owner.get();
        if (above != null) {
            stage.initOwner(above);
            stage.initModality(Modality.WINDOW_MODAL);
        }
        String details = bug.details();
        TextArea area = new TextArea(details);
        area.setEditable(false);
        area.getStyleClass().add("mono");
        area.setAccessibleText(texts.get("error.details"));
        Button copy = Ui.button(texts.get("error.copy"), () -> Ui.copyToClipboard(details));
        Button close = Ui.button(texts.get("common.close"), stage::close, Styles.ACCENT);
        close.setDefaultButton(true);
        close.setCancelButton(true);
        VBox content =
                Ui.column(
                        12,
                        Ui.sectionTitle(texts.get("error.title")),
                        Ui.wrappedText(texts.get("error.text")),
                        Ui.wrappedText(texts.get("error.log", bug.log())),
                        Ui.growAlways(area),
                        Ui.row(8, copy, Ui.spacer(), close));
        content.setPadding(new Insets(20));
        content.getStyleClass().add("dialog");
        Scene scene = new Scene(content, 680, 440);
        if (above != null) {
            scene.getStylesheets().setAll(above.getScene().getStylesheets());
        }
        stage.setScene(scene);
        stage.setTitle(texts.get("error.title"));
        stage.setOnHidden(event -> open = false);
        stage.show();
    }
}
