package dev.handrail.ui.kit;

import atlantafx.base.theme.Styles;

import dev.handrail.text.SafeText;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;
import java.util.function.Supplier;

/// Creates the small parts of every page. Labels, buttons and copyable fields pass their text
/// through [#safeText].
public final class Ui {
    private static final double LONGEST_LINE = 1100;

    private Ui() {}

    public static FontIcon icon(Ikon ikon, String... classes) {
        FontIcon icon = new FontIcon(ikon);
        icon.getStyleClass().addAll(classes);
        return icon;
    }

    /// Replaces characters that could mislead the reader. Use it for every text from a server that
    /// is shown without the methods here.
    public static String safeText(String text) {
        return SafeText.of(text);
    }

    public static Label label(String text, String... classes) {
        Label label = new Label(safeText(text));
        label.getStyleClass().addAll(classes);
        return label;
    }

    /// A label that wraps, in lines that can still be read, and is always as high as its text.
    public static Label wrappedText(String text, String... classes) {
        Label label = label(text, classes);
        label.setWrapText(true);
        label.setMaxWidth(LONGEST_LINE);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    public static Label pageTitle(String text) {
        return wrappedText(text, "page-title");
    }

    public static Label sectionTitle(String text) {
        return wrappedText(text, "section-title");
    }

    public static Button button(String text, Runnable action, String... classes) {
        Button button = new Button(safeText(text));
        button.setOnAction(event -> action.run());
        button.getStyleClass().addAll(classes);
        return button;
    }

    public static Button button(String text, Ikon ikon, Runnable action, String... classes) {
        Button button = button(text, action, classes);
        button.setGraphic(icon(ikon));
        return button;
    }

    /// A button with an icon only. Screen readers read its name, and a tooltip shows it.
    public static Button iconButton(Ikon ikon, String name, Runnable action) {
        Button button = button("", action, Styles.BUTTON_ICON, Styles.FLAT);
        button.setGraphic(icon(ikon));
        setAccessibleName(button, name);
        return button;
    }

    /// Sets the name for screen readers and the same tooltip.
    public static void setAccessibleName(Control control, String name) {
        control.setAccessibleText(safeText(name));
        control.setTooltip(new Tooltip(safeText(name)));
    }

    /// A small button that copies the text; it asks for the text when it is pressed.
    public static Button copyButton(Texts texts, Supplier<String> text) {
        Button button =
                iconButton(
                        Feather.COPY, texts.get("common.copy"), () -> copyToClipboard(text.get()));
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }

    public static void copyToClipboard(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// Takes the free width of a row, so that what follows it is at the right.
    public static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    public static HBox row(double gap, Node... nodes) {
        HBox row = new HBox(gap, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// A row whose parts begin at the same height.
    public static HBox topRow(double gap, Node... nodes) {
        HBox row = new HBox(gap, nodes);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    public static VBox column(double gap, Node... nodes) {
        return new VBox(gap, nodes);
    }

    /// Lets a node take the free space of a row or column, and returns it.
    public static <T extends Node> T growAlways(T node) {
        HBox.setHgrow(node, Priority.ALWAYS);
        VBox.setVgrow(node, Priority.ALWAYS);
        if (node instanceof Region region) {
            region.setMaxWidth(Double.MAX_VALUE);
        }
        return node;
    }

    public static VBox card(Node... nodes) {
        VBox card = column(8, nodes);
        card.getStyleClass().add("panel");
        return card;
    }

    /// A short label with a coloured background that is never cut off.
    public static Label badge(String text, String... classes) {
        Label badge = label(text, classes);
        badge.getStyleClass().add("badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }

    /// Contents that scroll up and down when they do not fit; they never scroll to the sides.
    public static ScrollPane scrollPane(Node content) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.getStyleClass().add("page-scroll");
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return pane;
    }

    /// A field with its name above. Below it, `problem` is visible only while it has a text.
    public static VBox labeledField(String name, Node input, Label problem) {
        Label label = label(name, "field-name");
        label.setLabelFor(input);
        input.setAccessibleText(name);
        problem.getStyleClass().add("field-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        problem.visibleProperty().bind(problem.managedProperty());
        return column(4, label, input, problem);
    }

    /// Text that one can select and copy, but not change.
    public static TextField copyableField(String text, String... classes) {
        TextField field = new TextField(safeText(text));
        field.setEditable(false);
        field.getStyleClass().add("copyable");
        field.getStyleClass().addAll(classes);
        return field;
    }

    /// A field with a button beside it that copies the text.
    public static HBox copyableRow(Texts texts, TextField field, String text) {
        return row(6, growAlways(field), copyButton(texts, () -> text));
    }

    /// A progress bar for work of unknown length.
    public static ProgressBar indeterminateBar() {
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add(Styles.SMALL);
        return bar;
    }

    /// Gives a node exactly these style classes. It changes nothing when they are equal, because
    /// each change costs a new styling.
    public static void setStyleClasses(Node node, String... classes) {
        if (!node.getStyleClass().equals(List.of(classes))) {
            node.getStyleClass().setAll(classes);
        }
    }

    /// Shows a node, or hides it so that it takes no space.
    public static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
