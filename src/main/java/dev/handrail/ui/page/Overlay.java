package dev.handrail.ui.page;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Problem;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/// Shows cards with questions and messages over the page, inside the window. The page is disabled
/// until the admin closes them. It belongs to the FX thread.
public final class Overlay extends StackPane {
    private static final double MARGIN = 30;

    private final Texts texts;
    private final Node behind;
    private final ArrayDeque<OverlayCard> cards = new ArrayDeque<>();
    private @Nullable Node focused;

    /// `behind` is disabled while a card is open.
    public Overlay(Texts texts, Node behind) {
        this.texts = texts;
        this.behind = behind;
        getStyleClass().add("overlay");
        setVisible(false);
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    OverlayCard card = cards.peek();
                    if (event.getCode() == KeyCode.ESCAPE && card != null) {
                        card.cancel.run();
                        event.consume();
                    }
                });
    }

    /// A card that is open. `first` gets the focus; `cancel` runs when the admin presses Escape.
    private record OverlayCard(VBox content, HBox buttons, Node first, Runnable cancel) {}

    public boolean isOpen() {
        return !cards.isEmpty();
    }

    /// Shows a card above those that are open. The result closes this card, even if others are
    /// above it.
    public Runnable showCard(VBox content, HBox buttons, Node first, Runnable cancel) {
        if (cards.isEmpty() && getScene() != null) {
            focused = getScene().getFocusOwner();
        }
        OverlayCard card = new OverlayCard(content, buttons, first, cancel);
        cards.push(card);
        displayCard(card);
        return () -> close(card);
    }

    private void displayCard(OverlayCard card) {
        OverlayCardBox box = new OverlayCardBox(card.content(), card.buttons());
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setMargin(box, new Insets(MARGIN));
        StackPane.setAlignment(box, Pos.CENTER);
        getChildren().setAll(box);
        behind.setDisable(true);
        setVisible(true);
        // The scroll pane holds its contents only when it has a skin. Before that, nothing in it
        // can get the focus.
        box.applyCss();
        card.first().requestFocus();
    }

    /// Closes the top card; does nothing when none is open.
    public void close() {
        OverlayCard top = cards.peek();
        if (top != null) {
            close(top);
        }
    }

    /// Shows the card below. After the last card, the focus returns to where it was.
    private void close(OverlayCard card) {
        boolean top = card.equals(cards.peek());
        cards.remove(card);
        OverlayCard next = cards.peek();
        if (next == null) {
            uncoverPage();
        } else if (top) {
            displayCard(next);
        }
    }

    private void uncoverPage() {
        getChildren().clear();
        setVisible(false);
        behind.setDisable(false);
        Node back = focused;
        if (back != null) {
            back.requestFocus();
        }
        focused = null;
    }

    /// Asks before something that cannot be undone, or should be known.
    public void askConfirmation(
            String title, String text, String yes, boolean danger, Runnable then) {
        askConfirmation(title, Ui.wrappedText(text), yes, danger, then);
    }

    /// The same, with more to see or to choose than a text.
    public void askConfirmation(
            String title, Node content, String yes, boolean danger, Runnable then) {
        Button cancel = Ui.button(texts.get("common.cancel"), this::close);
        Button ok = confirmButton(yes, then, danger ? Styles.DANGER : Styles.ACCENT);
        HBox buttons = buttonRow(cancel, ok);
        showCard(createCard(title, content), buttons, danger ? cancel : ok, this::close);
    }

    /// A button that closes the card, then does what the card asked about.
    private Button confirmButton(String text, Runnable then, String styleClass) {
        Button ok =
                Ui.button(
                        text,
                        () -> {
                            close();
                            then.run();
                        },
                        styleClass);
        ok.setId("overlay-ok");
        return ok;
    }

    /// Shows what went wrong and what to do.
    public void showProblem(Problem problem) {
        showMessage(texts.inUserLanguage(problem.what()), texts.inUserLanguage(problem.todo()));
    }

    public void showMessage(String title, String text) {
        Button ok = Ui.button(texts.get("common.close"), this::close, Styles.ACCENT);
        ok.setId("overlay-ok");
        showCard(createCard(title, Ui.wrappedText(text)), buttonRow(ok), ok, this::close);
    }

    /// The same with more to see than a text, on a card of this width.
    public void showMessage(String title, Node content, double width) {
        Button ok = Ui.button(texts.get("common.close"), this::close, Styles.ACCENT);
        ok.setId("overlay-ok");
        VBox card = createCard(title, content);
        card.setPrefWidth(width);
        showCard(card, buttonRow(ok), ok, this::close);
    }

    /// Asks for a reason, which is kept with the run. The admin cannot confirm an empty one.
    public void askForReason(String title, String text, String yes, Consumer<String> then) {
        TextArea reason = reasonArea();
        Button cancel = Ui.button(texts.get("common.cancel"), this::close);
        Button ok = confirmButton(yes, () -> then.accept(reason.getText().strip()), Styles.ACCENT);
        ok.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> reason.getText().isBlank(), reason.textProperty()));
        VBox card = createCard(title, Ui.wrappedText(text), reason);
        showCard(card, buttonRow(cancel, ok), reason, this::close);
    }

    private TextArea reasonArea() {
        TextArea area = new TextArea();
        area.setPrefRowCount(3);
        area.setWrapText(true);
        area.setId("overlay-reason");
        area.setPromptText(texts.get("reason.prompt"));
        area.setAccessibleText(texts.get("reason.name"));
        return area;
    }

    /// The usual form of a card: a title with the contents below it.
    public static VBox createCard(String title, Node... contents) {
        VBox card = Ui.column(14, Ui.sectionTitle(title));
        card.getChildren().addAll(contents);
        card.getStyleClass().add("dialog");
        card.setPrefWidth(520);
        return card;
    }

    public static HBox buttonRow(Node... buttons) {
        HBox row = Ui.row(8, buttons);
        row.setAlignment(Pos.CENTER_RIGHT);
        row.getStyleClass().add("dialog-buttons");
        row.setMinHeight(Region.USE_PREF_SIZE);
        return row;
    }
}
