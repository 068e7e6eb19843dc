package dev.handrail.ui.shell;

import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Navigator;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.page.PageRegistry;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sidebar at the left: pages, hops and steps, each with its state.
final class Sidebar extends ScrollPane {
    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

    private final Navigator nav;
    private final PageRegistry pages;
    private final VBox box = new VBox(1);
    private final List<EntryRow> rows = new ArrayList<>();

    /// `name` is what screen readers call the sidebar.
    Sidebar(Navigator nav, PageRegistry pages, String name) {
        this.nav = nav;
        this.pages = pages;
        box.getStyleClass().add("rail-box");
        getStyleClass().add("rail");
        setContent(box);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        setAccessibleText(name);
        // With very large text it would leave too little width for the page.
        sceneProperty()
                .addListener((o, old, scene) -> {
                    if (scene != null) {
                        maxWidthProperty().bind(scene.widthProperty().multiply(0.3));
                    }
                });
    }

    /// Shows these entries. It reuses the rows, so that the focus and the scroll position stay.
    void showEntries(List<SidebarEntry> entries, PageLocation here) {
        while (rows.size() > entries.size()) {
            rows.removeLast();
            box.getChildren().removeLast();
        }
        for (int i = 0; i < entries.size(); i++) {
            if (i == rows.size()) {
                EntryRow row = new EntryRow();
                rows.add(row);
                box.getChildren().add(row.node);
            }
            rows.get(i).showEntry(entries.get(i), here);
        }
    }

    /// One row of the sidebar; it is a button, also where it leads nowhere.
    private final class EntryRow {
        private final FontIcon icon = new FontIcon();
        private final Label text = new Label();
        private final Label sub = new Label();
        private final Label figure = new Label();
        private final Button node = new Button();
        private SidebarEntry shown;

        EntryRow() {
            shown =
                    new SidebarEntry(
                            SidebarEntry.EntryKind.PAGE,
                            java.util.Optional.empty(),
                            "",
                            "",
                            "",
                            StatusIcon.TODO);
            text.getStyleClass().add("rail-text");
            sub.getStyleClass().add("rail-sub");
            text.setTextOverrun(OverrunStyle.ELLIPSIS);
            VBox words = new VBox(text, sub);
            figure.getStyleClass().add("rail-sub");
            figure.setMinWidth(USE_PREF_SIZE);
            words.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(words, javafx.scene.layout.Priority.ALWAYS);
            HBox content = Ui.row(10, icon, words, figure);
            node.setGraphic(content);
            node.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            node.setMaxWidth(Double.MAX_VALUE);
            node.setAlignment(Pos.CENTER_LEFT);
            node.setOnAction(event -> shown.place().ifPresent(nav::goToPage));
            content.maxWidthProperty().bind(node.widthProperty().subtract(24));
        }

        /// Changes only what differs from the entry before. Marks the row when it leads to the page
        /// `here`.
        void showEntry(SidebarEntry entry, PageLocation here) {
            boolean isHere =
                    entry.kind() != SidebarEntry.EntryKind.STEP
                            && entry.place().filter(here::isSamePage).isPresent();
            node.pseudoClassStateChanged(HERE, isHere);
            if (entry.equals(shown)) {
                return;
            }
            shown = entry;
            boolean top = entry.kind() == SidebarEntry.EntryKind.TOP;
            Ui.setStyleClasses(
                    node,
                    "rail-row",
                    "rail-" + entry.kind().name().toLowerCase(java.util.Locale.ROOT));
            icon.setIconCode(
                    entry.place()
                            .filter(place -> top)
                            .map(place -> pages.describePage(place.kind()).icon())
                            .orElse(entry.mark().icon()));
            Ui.setStyleClasses(
                    icon, "ikonli-font-icon", top ? "mark-todo" : entry.mark().styleClass());
            Ui.setShown(icon, entry.kind() != SidebarEntry.EntryKind.HEADING);
            text.setText(Ui.safeText(entry.text()));
            sub.setText(Ui.safeText(entry.sub()));
            figure.setText(entry.figure());
            Ui.setShown(sub, !entry.sub().isEmpty());
            Ui.setShown(figure, !entry.figure().isEmpty());
            node.setDisable(
                    entry.place().isEmpty() && entry.kind() != SidebarEntry.EntryKind.HEADING);
            node.setFocusTraversable(
                    entry.place().isPresent() && entry.kind() != SidebarEntry.EntryKind.STEP);
            node.setMouseTransparent(entry.place().isEmpty());
            node.setAccessibleText(describeEntry(entry));
            node.setTooltip(entry.text().length() > 18 ? new Tooltip(entry.text()) : null);
            node.setId(
                    "rail-"
                            + entry.place()
                                    .map(p -> p.kind().name().toLowerCase(java.util.Locale.ROOT))
                                    .orElse(""));
        }
    }

    /// The text that screen readers read for a row.
    private static String describeEntry(SidebarEntry entry) {
        return Stream.of(entry.text(), entry.sub(), entry.figure())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /// The row that gets the focus when the admin moves to the sidebar by keyboard.
    Node firstRow() {
        return rows.getFirst().node;
    }
}
