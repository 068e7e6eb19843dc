package dev.handrail.ui.console;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;

import dev.handrail.ui.console.buffer.ConsoleSearch;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.concurrent.Executor;

/// Finds text in the whole output, also in the part on disk, and steps through the matches.
final class FindBar extends HBox {
    private final Texts texts;
    private final ConsoleView view;
    private final Executor background;
    private final CustomTextField field = new CustomTextField();
    private final Label count = Ui.label("", "find-count");
    private final PauseTransition typed = new PauseTransition(Duration.millis(120));
    private final PauseTransition again = new PauseTransition(Duration.millis(500));
    private @Nullable ConsoleSearch find;
    private int match = -1;

    FindBar(Texts texts, ConsoleView view, Executor background) {
        super(2);
        this.texts = texts;
        this.view = view;
        this.background = background;
        setAlignment(Pos.CENTER_LEFT);
        field.setPromptText(texts.get("console.find"));
        field.setAccessibleText(texts.get("console.find"));
        field.setLeft(Ui.icon(Feather.SEARCH));
        field.setId("console-find");
        field.getStyleClass().add(Styles.SMALL);
        field.setPrefColumnCount(16);
        field.textProperty().addListener(o -> typed.playFromStart());
        typed.setOnFinished(event -> startSearch());
        again.setOnFinished(event -> refreshSearch());
        count.setId("console-found");
        Button previous =
                Ui.iconButton(
                        Feather.CHEVRON_UP, texts.get("console.previous"), () -> stepToMatch(-1));
        Button next =
                Ui.iconButton(
                        Feather.CHEVRON_DOWN, texts.get("console.next"), () -> stepToMatch(1));
        previous.getStyleClass().add(Styles.SMALL);
        next.getStyleClass().add(Styles.SMALL);
        getChildren().addAll(count, field, previous, next);
        field.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        stepToMatch(event.isShiftDown() ? -1 : 1);
                        event.consume();
                    } else if (event.getCode() == KeyCode.ESCAPE) {
                        field.clear();
                        view.requestFocus();
                        event.consume();
                    }
                });
    }

    /// Selects the old text, so that typing replaces it.
    void focusField() {
        field.requestFocus();
        field.selectAll();
    }

    /// Cancels the search that runs, and searches for the text in the field; an empty field removes
    /// all highlights.
    private void startSearch() {
        ConsoleSearch old = find;
        if (old != null) {
            old.cancelSearch();
        }
        match = -1;
        if (field.getText().isEmpty()) {
            find = null;
            count.setText("");
            view.showMatch(null, -1);
            return;
        }
        ConsoleSearch fresh = new ConsoleSearch(view.lineStore(), field.getText());
        find = fresh;
        runSearch(fresh, true);
    }

    /// Searches in the background, and shows the result only if no other search has begun. `first`
    /// says that it also goes to the nearest match.
    private void runSearch(ConsoleSearch with, boolean first) {
        background.execute(() -> {
            with.run();
            Platform.runLater(() -> {
                if (find == with) {
                    if (first) {
                        match = with.firstMatchFrom(view.topLine());
                        view.showMatch(with, match);
                    }
                    showCount(with);
                    again.playFromStart();
                }
            });
        });
    }

    /// Searches the lines that came since, twice a second at most, while the bar is visible.
    private void refreshSearch() {
        ConsoleSearch now = find;
        if (now != null && getScene() != null) {
            runSearch(now, false);
        }
    }

    /// Shows the current match and the count, with `+` after the count at the limit.
    private void showCount(ConsoleSearch now) {
        int found = now.matchCount();
        count.setText(
                found == 0
                        ? texts.get("console.none")
                        : texts.get(
                                "console.found",
                                match + 1,
                                found >= ConsoleSearch.MOST ? found + "+" : String.valueOf(found)));
    }

    /// Goes `by` matches ahead, or back when negative, and starts over at the end. Without a match
    /// it moves the focus to the field.
    void stepToMatch(int by) {
        ConsoleSearch now = find;
        if (now == null || now.matchCount() == 0) {
            focusField();
            return;
        }
        match = Math.floorMod(match + by, now.matchCount());
        view.showMatch(now, match);
        showCount(now);
    }
}
