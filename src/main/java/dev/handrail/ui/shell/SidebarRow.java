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
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One row of the sidebar; it is a button, also where it leads nowhere.
final class SidebarRow {
    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

    /// A longer text is probably cut off, so the row has a tooltip with it.
    private static final int MOST_VISIBLE = 18;

    private final PageRegistry pages;
    private final FontIcon icon = new FontIcon();
    private final Label text = new Label();
    private final Label subtext = new Label();
    private final Label figure = new Label();
    private final Region colour = new Region();
    private final Button view = new Button();
    private final VBox words = new VBox(text, subtext);
    private boolean folded;
    private SidebarEntry shown = SidebarEntry.of(SidebarEntry.EntryKind.PAGE, "", StatusIcon.TODO);

    SidebarRow(Navigator nav, PageRegistry pages) {
        this.pages = pages;
        text.getStyleClass().add("sidebar-text");
        text.setTextOverrun(OverrunStyle.ELLIPSIS);
        subtext.getStyleClass().add("sidebar-sub");
        figure.getStyleClass().add("sidebar-sub");
        figure.setMinWidth(Region.USE_PREF_SIZE);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox content = Ui.row(10, colour, icon, Ui.growAlways(words), figure);
        view.setGraphic(content);
        view.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        view.setMaxWidth(Double.MAX_VALUE);
        view.setAlignment(Pos.CENTER_LEFT);
        view.setOnAction(event -> shown.location().ifPresent(nav::goToPage));
        content.maxWidthProperty().bind(view.widthProperty().subtract(24));
    }

    Node view() {
        return view;
    }

    /// A folded row has its icon only, and a tooltip with its text; a step and a heading are
    /// hidden.
    void setFolded(boolean now) {
        folded = now;
        showFolding(shown);
    }

    private void showFolding(SidebarEntry entry) {
        Ui.setShown(view, !folded || !entry.isStep() && !entry.isHeading());
        Ui.setShown(words, !folded);
        Ui.setShown(figure, !folded && !entry.figure().isEmpty());
        boolean cut = folded || entry.text().length() > MOST_VISIBLE;
        view.setTooltip(cut && !entry.text().isEmpty() ? new Tooltip(entry.text()) : null);
    }

    /// Changes only what differs from the entry before. Marks the row when it leads to the page
    /// `current`.
    void showEntry(SidebarEntry entry, PageLocation current) {
        boolean isHere =
                entry.isRun()
                        ? entry.shown()
                        : !entry.isStep()
                                && entry.location().filter(current::isSamePage).isPresent();
        view.pseudoClassStateChanged(HERE, isHere);
        if (entry.equals(shown)) {
            return;
        }
        shown = entry;
        showIcon(entry);
        showTexts(entry);
        updateButton(entry);
    }

    /// Pages at the top have icons of their own; the other rows show their state.
    private void showIcon(SidebarEntry entry) {
        Ikon state = entry.icon().icon();
        icon.setIconCode(entry.isTop() ? pageIcon(entry, state) : state);
        String styleClass = entry.isTop() ? "mark-todo" : entry.icon().styleClass();
        Ui.setStyleClasses(icon, "ikonli-font-icon", styleClass);
        Ui.setShown(icon, !entry.isHeading());
    }

    private Ikon pageIcon(SidebarEntry entry, Ikon otherwise) {
        return entry.location()
                .map(location -> pages.describePage(location.kind()).icon())
                .orElse(otherwise);
    }

    private void showTexts(SidebarEntry entry) {
        Ui.setStyleClasses(colour, "server-bar", entry.colour());
        Ui.setShown(colour, entry.isRun());
        text.setText(Ui.safeText(entry.text()));
        subtext.setText(Ui.safeText(entry.subtext()));
        figure.setText(entry.figure());
        Ui.setShown(subtext, !entry.subtext().isEmpty());
        showFolding(entry);
    }

    /// A row that opens nothing is disabled, except for a heading, which would look faded.
    private void updateButton(SidebarEntry entry) {
        boolean opens = entry.location().isPresent();
        Ui.setStyleClasses(view, "sidebar-row", "sidebar-" + lowerCase(entry.kind()));
        view.setDisable(!opens && !entry.isHeading());
        view.setFocusTraversable(opens && !entry.isStep());
        view.setMouseTransparent(!opens);
        view.setAccessibleText(describeEntry(entry));
        view.setId("sidebar-" + idOf(entry));
    }

    private static String idOf(SidebarEntry entry) {
        return entry.location()
                .map(location -> location.run().orElseGet(() -> lowerCase(location.kind())))
                .orElse("");
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// The text that screen readers read for a row.
    private static String describeEntry(SidebarEntry entry) {
        return Stream.of(entry.text(), entry.subtext(), entry.figure())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
