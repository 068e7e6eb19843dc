package dev.handrail.ui.console;

import atlantafx.base.theme.Styles;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// The console with its toolbar: search, follow, first error, copy, and a menu.
public final class ConsolePane extends BorderPane {
    private final Texts texts;
    private final ConsoleView view;
    private final FindBar findBar;

    public ConsolePane(Texts texts, Executor background) {
        this.texts = texts;
        this.view = new ConsoleView(background);
        this.findBar = new FindBar(texts, view, background);
        getStyleClass().add("console");
        view.setAccessibleText(texts.get("console.name"));
        view.setId("console");
        setTop(createToolbar());
        setCenter(view);
        addEventFilter(KeyEvent.KEY_PRESSED, this::handleKey);
    }

    public ConsoleView consoleView() {
        return view;
    }

    /// Moves the focus to the search field.
    public void focusFind() {
        findBar.focusField();
    }

    /// Scrolls to a line, counted from 0, and marks the text that it has. A line without that text
    /// is only scrolled to.
    public void showMatch(long line, String text) {
        findBar.showMatchNear(text, line);
    }

    /// Selects the next match, or moves the focus to the search field when there is none.
    public void findNext() {
        findBar.stepToMatch(1);
    }

    /// Scrolls to the first line that looks like an error; does nothing when there is none.
    public void showFirstError() {
        view.lineStore().firstError().ifPresent(view::scrollToLine);
    }

    private void handleKey(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            findBar.focusField();
            event.consume();
        } else if (event.getCode() == KeyCode.F3) {
            findBar.stepToMatch(event.isShiftDown() ? -1 : 1);
            event.consume();
        } else if (event.isShortcutDown() && handleZoomKey(event.getCode())) {
            event.consume();
        }
    }

    /// Returns whether the key changes the text size: plus, minus, or 0 for the usual size.
    private boolean handleZoomKey(KeyCode key) {
        switch (key) {
            case PLUS, EQUALS, ADD -> changeFontSize(1);
            case MINUS, SUBTRACT -> changeFontSize(-1);
            case DIGIT0, NUMPAD0 -> view.setFontSize(ConsoleView.FONT_SIZE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void changeFontSize(int points) {
        view.setFontSize(view.fontSize() + points);
    }

    private HBox createToolbar() {
        Label title = Ui.label(texts.get("console.name"), "console-title");
        title.setMinWidth(USE_PREF_SIZE);
        Button error =
                createButton(Feather.ALERT_OCTAGON, "console.first-error", this::showFirstError);
        error.setId("console-error");
        Button copy = createButton(Feather.COPY, "console.copy", view::copySelection);
        copy.setId("console-copy");
        HBox bar =
                Ui.row(4, title, Ui.spacer(), findBar, followButton(), error, copy, createMenu());
        bar.getStyleClass().add("console-bar");
        return bar;
    }

    private Button createButton(Feather icon, String key, Runnable action) {
        Button button = Ui.iconButton(icon, texts.get(key), action);
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }

    private ToggleButton followButton() {
        ToggleButton follow =
                new ToggleButton(texts.get("console.follow"), Ui.icon(Feather.CHEVRONS_DOWN));
        follow.getStyleClass().addAll(Styles.SMALL, "console-follow");
        follow.setId("console-follow");
        follow.setAccessibleHelp(texts.get("console.follow-help"));
        view.followProperty().addListener((o, old, now) -> follow.setSelected(now));
        follow.setSelected(true);
        follow.setMinWidth(USE_PREF_SIZE);
        follow.setOnAction(event -> view.setFollow(follow.isSelected()));
        return follow;
    }

    private MenuButton createMenu() {
        MenuButton menu = new MenuButton("", Ui.icon(Feather.MORE_VERTICAL));
        menu.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL, "no-arrow");
        menu.setId("console-menu");
        Ui.setAccessibleName(menu, texts.get("console.menu"));
        menu.getItems().setAll(menuItems());
        return menu;
    }

    private List<MenuItem> menuItems() {
        return List.of(
                createCheckItem("console.wrap", false, view::setWrap),
                createCheckItem("console.stamps", false, view::setStamps),
                createCheckItem("console.headings", true, view::setHeadings),
                new SeparatorMenuItem(),
                createMenuItem("console.larger", () -> changeFontSize(1)),
                createMenuItem("console.smaller", () -> changeFontSize(-1)));
    }

    /// `on` is the state that the console has at the start.
    private CheckMenuItem createCheckItem(String key, boolean on, Consumer<Boolean> set) {
        CheckMenuItem item = new CheckMenuItem(texts.get(key));
        item.setSelected(on);
        item.setOnAction(event -> set.accept(item.isSelected()));
        return item;
    }

    private MenuItem createMenuItem(String key, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setOnAction(event -> action.run());
        return item;
    }
}
