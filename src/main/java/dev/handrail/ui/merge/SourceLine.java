package dev.handrail.ui.merge;

import dev.handrail.run.merge.WordDiff;
import dev.handrail.ui.kit.Ui;

import javafx.beans.value.ObservableDoubleValue;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import java.util.List;

/// Shows one line of a file that never wraps, with its number. It moves to the side with all other
/// lines.
final class SourceLine extends HBox {
    /// A longer line is cut here: a very long text makes JavaFX slow.
    private static final int MOST = 4000;

    private final Label number = new Label();
    private final TextFlow text = new TextFlow();

    /// `offset`: how far the text is moved to the left, in pixels.
    SourceLine(ObservableDoubleValue offset) {
        number.getStyleClass().add("merge-number");
        text.getStyleClass().add("merge-line");
        offset.addListener((o, old, now) -> text.setTranslateX(-now.doubleValue()));
        text.setTranslateX(-offset.get());
        TextWindow window = new TextWindow(text);
        HBox.setHgrow(window, Priority.ALWAYS);
        HBox.setHgrow(this, Priority.ALWAYS);
        setMinWidth(0);
        setPrefWidth(0);
        getChildren().addAll(number, window);
    }

    /// Cuts a text off at its edges, and places it in the middle of its height.
    private static final class TextWindow extends Pane {
        private final TextFlow text;

        TextWindow(TextFlow text) {
            super(text);
            this.text = text;
            setMinWidth(0);
            Rectangle clip = new Rectangle();
            clip.widthProperty().bind(widthProperty());
            clip.heightProperty().bind(heightProperty());
            setClip(clip);
        }

        @Override
        protected double computePrefWidth(double height) {
            return 0;
        }

        @Override
        protected void layoutChildren() {
            double height = text.prefHeight(-1);
            double top = Math.floor(Math.max(0, (getHeight() - height) / 2));
            text.resizeRelocate(0, top, Math.ceil(text.prefWidth(-1)), height);
        }
    }

    /// Leaves out the column of the numbers.
    SourceLine withoutNumber() {
        getChildren().remove(number);
        setPadding(new Insets(0, 0, 0, 8));
        return this;
    }

    /// `line`: 0 shows no number.
    void showText(int line, List<WordDiff.DiffPart> parts, String styleClass) {
        number.setText(line == 0 ? "" : String.valueOf(line));
        text.getChildren().clear();
        for (WordDiff.DiffPart part : parts) {
            addPart(part.text(), part.differs() ? "merge-differs" : "merge-same");
        }
        Ui.setStyleClasses(this, styleClass);
    }

    /// A note in the place of a line, such as that there is none.
    void showNote(String note, String styleClass) {
        showText(0, List.of(), styleClass);
        addPart(note, "merge-note");
    }

    private void addPart(String part, String styleClass) {
        Text node = new Text(Ui.safeText(part.substring(0, Math.min(MOST, part.length()))));
        node.getStyleClass().add(styleClass);
        text.getChildren().add(node);
    }
}
