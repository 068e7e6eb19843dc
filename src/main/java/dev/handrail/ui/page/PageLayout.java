package dev.handrail.ui.page;

import dev.handrail.ui.kit.Ui;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.stream.Stream;

/// The usual layout of a page: a title, a sentence below it, and sections that scroll.
public final class PageLayout {
    private static final double MARGIN = 60;

    private final VBox box = Ui.column(16);
    private final ScrollPane scroll = Ui.scrollPane(box);
    private final VBox heading;
    private final Label lead;

    /// An empty `lead` takes no space.
    public PageLayout(String title, String lead) {
        box.getStyleClass().add("page");
        this.lead = Ui.wrappedText(lead, "page-lead");
        Ui.setShown(this.lead, !lead.isEmpty());
        heading = Ui.column(4, Ui.pageTitle(title), this.lead);
        box.getChildren().add(heading);
    }

    /// Adds a text before the sentence below the title, with a dot between them.
    public void prependLead(String before) {
        lead.setText(before + " \u00b7 " + lead.getText());
    }

    public PageLayout addSections(Node... nodes) {
        box.getChildren().addAll(nodes);
        return this;
    }

    /// Gives a section the whole page, without the title; or shows the title again and scrolls.
    public void setFilled(Node section, boolean filled) {
        Ui.setShown(heading, !filled);
        scroll.setFitToHeight(filled);
        VBox.setVgrow(section, filled ? Priority.ALWAYS : Priority.SOMETIMES);
        Ui.setStyleClasses(box, "page", filled ? "page-filled" : "page-scrolled");
    }

    public ScrollPane view() {
        return scroll;
    }

    /// Scrolls until a part of the page is visible. It waits for the next layout; a part that is
    /// visible already stays where it is.
    public void scrollToPart(Node part) {
        Platform.runLater(() -> {
            scroll.layout();
            double height = scroll.getViewportBounds().getHeight();
            double hidden = box.getHeight() - height;
            if (hidden > 0 && part.getScene() != null) {
                revealPart(part, height, hidden);
            }
        });
    }

    /// Scrolls to the part with this id and focuses it, or the first control in it. It opens what
    /// is folded around the part.
    public void goToPart(String id) {
        Node part = box.lookup("#" + id);
        if (part != null) {
            Stream.iterate(part, node -> node != box, Node::getParent)
                    .filter(TitledPane.class::isInstance)
                    .forEach(pane -> ((TitledPane) pane).setExpanded(true));
            scrollToPart(part);
            focusFirst(part);
        }
    }

    private static boolean focusFirst(Node part) {
        boolean here = part.isFocusTraversable() && !part.isDisabled();
        if (here) {
            part.requestFocus();
        }
        return here
                || part instanceof Parent parent
                        && parent.getChildrenUnmodifiable().stream()
                                .filter(Node::isVisible)
                                .anyMatch(PageLayout::focusFirst);
    }

    /// `height` is the visible part of the page, `hidden` is the rest of it.
    private void revealPart(Node part, double height, double hidden) {
        double top = box.sceneToLocal(part.localToScene(0, 0)).getY();
        double bottom = top + part.getLayoutBounds().getHeight();
        double scrolled = scroll.getVvalue() * hidden;
        if (top < scrolled || bottom > scrolled + height) {
            scroll.setVvalue(Math.clamp((top - MARGIN) / hidden, 0, 1));
        }
    }

    /// Puts the sections into the window at once: a scroll pane does so only with its skin, and
    /// before that nothing in it can get the focus.
    public void showContents() {
        scroll.applyCss();
    }

    public void scrollToTop() {
        scroll.setVvalue(0);
    }
}
