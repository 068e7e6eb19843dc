package dev.handrail.ui.merge;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Question.FileChange;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

/// Names the file that is shown, what it is compared with, and what is applied by itself.
final class FileHeading extends VBox {
    /// The space of the icon before the name.
    private static final double BESIDE = 28;

    private final Texts texts;
    private final MergeChoices choices;
    private final Label name = Ui.label("", "mono", "strong");
    private final Label compared = Ui.label("", "muted", "small");
    private final Label applied = Ui.label("", "small");
    private final ToggleButton show;
    private final HBox appliedRow;
    private final Label noBase;

    FileHeading(Texts texts, MergeCommands commands) {
        super(2);
        setMinWidth(0);
        this.texts = texts;
        this.choices = commands.choices();
        MergeSelection selection = commands.selection();
        show = new ToggleButton(texts.get("merge.show-applied"));
        show.setId("merge-show-applied");
        show.getStyleClass().addAll(Styles.SMALL, "merge-choice");
        show.selectedProperty().bindBidirectional(selection.appliedShownProperty());
        appliedRow = Ui.row(8, applied, show);
        noBase = Ui.label(texts.get("merge.no-base"), "small", "muted");
        show.setMinWidth(USE_PREF_SIZE);
        wrapText(applied);
        wrapText(noBase);
        compared.setMinWidth(0);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.minWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> Math.clamp(getWidth() - BESIDE, 0, name.prefWidth(-1)),
                                widthProperty(),
                                name.fontProperty(),
                                name.textProperty()));
        getChildren()
                .addAll(Ui.row(8, Ui.icon(Feather.FILE_TEXT), name, compared), noBase, appliedRow);
        selection.fileProperty().addListener((o, old, now) -> showFile(now));
        choices.onChange(() -> showApplied(selection.fileProperty().get()));
        showFile(selection.fileProperty().get());
    }

    private static void wrapText(Label label) {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
    }

    private void showFile(FileHunks hunks) {
        FileChange file = hunks.file();
        name.setText(Ui.safeText(file.mine()));
        compared.setText(Ui.safeText(texts.get("merge.against", file.fresh())));
        name.setTooltip(new Tooltip(name.getText()));
        compared.setTooltip(new Tooltip(compared.getText()));
        showApplied(hunks);
        Ui.setShown(appliedRow, !file.applied().isEmpty());
        Ui.setShown(noBase, !file.withBase());
    }

    private void showApplied(FileHunks hunks) {
        long count = hunks.hunks().stream().filter(choices::isAppliedByItself).count();
        applied.setText(texts.pluralText("merge.applied", count));
    }
}
