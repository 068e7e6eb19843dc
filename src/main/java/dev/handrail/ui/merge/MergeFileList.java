package dev.handrail.ui.merge;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The files of a merge with the number of their open changes. It follows the selection, and
/// changes it.
final class MergeFileList extends ListView<FileHunks> {
    private final Texts texts;
    private final MergeChoices choices;

    MergeFileList(Texts texts, MergeCommands commands) {
        this.texts = texts;
        this.choices = commands.choices();
        MergeSelection selection = commands.selection();
        setId("merge-files");
        getStyleClass().add("merge-files");
        setAccessibleText(texts.get("merge.files"));
        getItems().setAll(choices.files());
        setCellFactory(view -> new FileCell());
        getSelectionModel().select(selection.fileProperty().get());
        getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, now) -> {
                    if (now != null) {
                        selection.goToFile(now);
                    }
                });
        selection.fileProperty().addListener((o, old, now) -> showSelected(now));
        choices.onChange(this::refresh);
    }

    private void showSelected(FileHunks file) {
        if (getSelectionModel().getSelectedItem() != file) {
            getSelectionModel().select(file);
            scrollTo(file);
        }
    }

    private final class FileCell extends ListCell<FileHunks> {
        private final FontIcon icon = Ui.icon(Feather.CIRCLE);
        private final Label name = Ui.label("", "strong");
        private final Label state = Ui.label("", "small");

        FileCell() {
            setPrefWidth(0);
            name.setMinWidth(0);
            setGraphic(Ui.row(8, icon, Ui.column(0, name, state)));
        }

        @Override
        protected void updateItem(@Nullable FileHunks file, boolean empty) {
            super.updateItem(file, empty);
            getGraphic().setVisible(file != null && !empty);
            if (file != null && !empty) {
                showFile(file, choices.openCount(file));
            }
        }

        private void showFile(FileHunks file, int open) {
            String path = file.file().mine();
            name.setText(Ui.safeText(path.substring(path.lastIndexOf('/') + 1)));
            state.setText(
                    open == 0
                            ? texts.get("merge.done")
                            : texts.pluralText("merge.open-count", open));
            icon.setIconCode(open == 0 ? Feather.CHECK_CIRCLE : Feather.CIRCLE);
            Ui.setStyleClasses(
                    icon, "ikonli-font-icon", open == 0 ? "merge-file-done" : "merge-file-open");
            setAccessibleText(name.getText() + ": " + state.getText());
        }
    }
}
