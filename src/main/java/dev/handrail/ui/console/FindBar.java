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

import java.util.OptionalLong;
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
    private @Nullable ConsoleSearch search;
    private OptionalLong wanted = OptionalLong.empty();
    private int match = -1;

    FindBar(Texts texts, ConsoleView view, Executor background) {
        super(2);
        this.texts = texts;
        this.view = view;
        this.background = background;
        setAlignment(Pos.CENTER_LEFT);
        configureField();
        typed.setOnFinished(event -> startSearch());
        again.setOnFinished(event -> refreshSearch());
        count.setId("console-found");
        getChildren()
                .addAll(
                        count,
                        field,
                        stepButton(Feather.CHEVRON_UP, "console.previous", -1),
                        stepButton(Feather.CHEVRON_DOWN, "console.next", 1));
    }

    private void configureField() {
        field.setPromptText(texts.get("console.find"));
        field.setAccessibleText(texts.get("console.find"));
        field.setLeft(Ui.icon(Feather.SEARCH));
        field.setId("console-find");
        field.getStyleClass().add(Styles.SMALL);
        field.setPrefColumnCount(16);
        field.textProperty().addListener(o -> typed.playFromStart());
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::handleKey);
    }

    /// Enter goes to the next match, with Shift to the previous one. Escape ends the search.
    private void handleKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            stepToMatch(event.isShiftDown() ? -1 : 1);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            field.clear();
            view.requestFocus();
            event.consume();
        }
    }

    private Button stepButton(Feather icon, String key, int by) {
        Button button = Ui.iconButton(icon, texts.get(key), () -> stepToMatch(by));
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }

    /// Selects the old text, so that typing replaces it.
    void focusField() {
        field.requestFocus();
        field.selectAll();
    }

    /// Searches for a text and goes to its match that is nearest to a line, counted from 0.
    void showMatchNear(String text, long line) {
        field.setText(text);
        typed.stop();
        wanted = OptionalLong.of(line);
        startSearch();
    }

    /// Cancels the search that runs, and searches for the text in the field; an empty field removes
    /// all highlights.
    private void startSearch() {
        cancelSearch();
        match = -1;
        if (field.getText().isEmpty()) {
            clearSearch();
        } else {
            ConsoleSearch fresh = new ConsoleSearch(view.lineStore(), field.getText());
            search = fresh;
            runSearch(fresh, () -> showFirstMatch(fresh));
        }
    }

    private void cancelSearch() {
        ConsoleSearch old = search;
        if (old != null) {
            old.cancelSearch();
        }
    }

    private void clearSearch() {
        search = null;
        count.setText("");
        view.updateContent(content -> content.showMatch(null, -1));
    }

    /// Searches in the background. It calls `found` on the FX thread and shows the result only if
    /// no other search has begun.
    private void runSearch(ConsoleSearch running, Runnable found) {
        background.execute(() -> {
            running.run();
            Platform.runLater(() -> {
                if (search == running) {
                    found.run();
                    showCount(running);
                    again.playFromStart();
                }
            });
        });
    }

    /// Goes to the match that is nearest to the wanted line, or else to the visible part.
    private void showFirstMatch(ConsoleSearch found) {
        match =
                wanted.isPresent()
                        ? found.nearestMatch(wanted.getAsLong())
                        : found.firstMatchFrom(view.topLine());
        if (match < 0) {
            wanted.ifPresent(view::scrollToLine);
        }
        wanted = OptionalLong.empty();
        view.updateContent(content -> content.showMatch(found, match));
    }

    /// Searches the lines that came since, twice a second at most, while the bar is visible.
    private void refreshSearch() {
        ConsoleSearch current = search;
        if (current != null && getScene() != null) {
            runSearch(current, () -> {});
        }
    }

    /// Shows the current match and the count, with `+` after the count at the limit.
    private void showCount(ConsoleSearch current) {
        int found = current.matchCount();
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
        ConsoleSearch current = search;
        if (current == null || current.matchCount() == 0) {
            focusField();
            return;
        }
        match = Math.floorMod(match + by, current.matchCount());
        view.updateContent(content -> content.showMatch(current, match));
        showCount(current);
    }
}
