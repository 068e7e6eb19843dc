package dev.handrail.ui.kit;

import atlantafx.base.theme.Styles;

import dev.handrail.app.BugReport;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
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
        if (!open) {
            open = true;
            Stage stage = createStage(bug);
            Window above = owner.get();
            if (above != null) {
                showAbove(stage, above);
            }
            stage.show();
        }
    }

    private Stage createStage(BugReport bug) {
        Stage stage = new Stage();
        Theme.addWindowIcons(stage);
        stage.setScene(new Scene(createContent(bug, stage::close), 680, 440));
        stage.setTitle(texts.get("error.title"));
        stage.setOnHidden(event -> open = false);
        return stage;
    }

    /// Blocks the window below, and looks like it.
    private static void showAbove(Stage stage, Window above) {
        stage.initOwner(above);
        stage.initModality(Modality.WINDOW_MODAL);
        stage.getScene().getStylesheets().setAll(above.getScene().getStylesheets());
    }

    private VBox createContent(BugReport bug, Runnable close) {
        VBox content =
                Ui.column(
                        12,
                        Ui.sectionTitle(texts.get("error.title")),
                        Ui.wrappedText(texts.get("error.text")),
                        Ui.wrappedText(texts.get("error.log", bug.log())),
                        Ui.growAlways(detailsArea(bug)),
                        buttonRow(bug, close));
        content.setPadding(new Insets(20));
        content.getStyleClass().add("dialog");
        return content;
    }

    private TextArea detailsArea(BugReport bug) {
        TextArea area = new TextArea(bug.details());
        area.setEditable(false);
        area.getStyleClass().add("mono");
        area.setAccessibleText(texts.get("error.details"));
        return area;
    }

    /// Enter and Escape both close the window.
    private HBox buttonRow(BugReport bug, Runnable close) {
        Button copy = Ui.button(texts.get("error.copy"), () -> Ui.copyToClipboard(bug.details()));
        Button closeButton = Ui.button(texts.get("common.close"), close, Styles.ACCENT);
        closeButton.setDefaultButton(true);
        closeButton.setCancelButton(true);
        return Ui.row(8, copy, Ui.spacer(), closeButton);
    }
}
