package dev.handrail.ui.console;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;

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

/// Finds text in the whole output, and goes from match to match.
final class FindBar extends HBox {
    private final Texts texts;
    private final ConsoleView view;
    private final Executor background;
    private final CustomTextField field = new CustomTextField();
    private final Label count = Ui.label("", "find-count");
    private final PauseTransition typed = new PauseTransition(Duration.millis(120));
    private final PauseTransition again = new PauseTransition(Duration.millis(500));
    private @Nullable Find find;
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
        typed.setOnFinished(event -> start());
        again.setOnFinished(event -> refresh());
        count.setId("console-found");
        Button previous =
                Ui.iconButton(Feather.CHEVRON_UP, texts.get("console.previous"), () -> step(-1));
        Button next = Ui.iconButton(Feather.CHEVRON_DOWN, texts.get("console.next"), () -> step(1));
        previous.getStyleClass().add(Styles.SMALL);
        next.getStyleClass().add(Styles.SMALL);
        getChildren().addAll(count, field, previous, next);
        field.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        step(event.isShiftDown() ? -1 : 1);
                        event.consume();
                    } else if (event.getCode() == KeyCode.ESCAPE) {
                        field.clear();
                        view.requestFocus();
                        event.consume();
                    }
                });
    }

    void open() {
        field.requestFocus();
        field.selectAll();
    }

    private void start() {
        Find old = find;
        if (old != null) {
            old.cancel();
        }
        match = -1;
        if (field.getText().isEmpty()) {
            find = null;
            count.setText("");
            view.showFound(null, -1);
            return;
        }
        Find fresh = new Find(view.store(), field.getText());
        find = fresh;
        look(fresh, true);
    }

    private void look(Find with, boolean first) {
        background.execute(() -> {
            with.run();
            Platform.runLater(() -> {
                if (find == with) {
                    if (first) {
                        match = with.from(view.topLine());
                        view.showFound(with, match);
                    }
                    tell(with);
                    again.playFromStart();
                }
            });
        });
    }

    /// New lines may have come meanwhile.
    private void refresh() {
        Find now = find;
        if (now != null && getScene() != null) {
            look(now, false);
        }
    }

    private void tell(Find now) {
        int found = now.count();
        count.setText(
                found == 0
                        ? texts.get("console.none")
                        : texts.get(
                                "console.found",
                                match + 1,
                                found >= Find.MOST ? found + "+" : String.valueOf(found)));
    }

    /// Goes to the next match, or back.
    void step(int by) {
        Find now = find;
        if (now == null || now.count() == 0) {
            open();
            return;
        }
        match = Math.floorMod(match + by, now.count());
        view.showFound(now, match);
        tell(now);
    }
}
