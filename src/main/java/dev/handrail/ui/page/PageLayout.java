package dev.handrail.ui.page;

import dev.handrail.ui.kit.Ui;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// The usual shape of a page: a title, a sentence, and sections below each other that scroll.
public final class PageLayout {
    private static final double MARGIN = 60;

    private final VBox box = Ui.column(16);
    private final ScrollPane scroll = Ui.scrollPane(box);
    private final Label lead;

    public PageLayout(String title, String lead) {
        box.getStyleClass().add("page");
        this.lead = Ui.wrappedText(lead, "page-lead");
        Ui.setShown(this.lead, !lead.isEmpty());
        box.getChildren().add(Ui.column(4, Ui.pageTitle(title), this.lead));
    }

    /// Puts something before the sentence below the title.
    public void prependLead(String before) {
        lead.setText(before + " \u00b7 " + lead.getText());
    }

    public PageLayout addSections(Node... nodes) {
        box.getChildren().addAll(nodes);
        return this;
    }

    public ScrollPane view() {
        return scroll;
    }

    /// Scrolls until a part of the page is in view.
    public void scrollToPart(Node part) {
        Platform.runLater(() -> {
            scroll.layout();
            double seen = scroll.getViewportBounds().getHeight();
            double room = box.getHeight() - seen;
            if (room <= 0 || part.getScene() == null) {
                return;
            }
            double top = box.sceneToLocal(part.localToScene(0, 0)).getY();
            double bottom = top + part.getLayoutBounds().getHeight();
            double now = scroll.getVvalue() * room;
            if (top < now || bottom > now + seen) {
                scroll.setVvalue(Math.clamp((top - MARGIN) / room, 0, 1));
            }
        });
    }

    public void scrollToTop() {
        scroll.setVvalue(0);
    }
}
