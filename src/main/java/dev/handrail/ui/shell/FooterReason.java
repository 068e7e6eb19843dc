package dev.handrail.ui.shell;

import dev.handrail.ui.kit.TextLink;
import dev.handrail.ui.kit.Ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;

import java.util.Optional;

/// Says why the main button is disabled. It is a link where a part of the page can change that.
final class FooterReason extends HBox {
    private static final String ID = "footer-because";

    private final Label text = Ui.label("", ID);
    private final TextLink link = new TextLink("", this::followLink);
    private Optional<Runnable> remedy = Optional.empty();

    FooterReason() {
        text.setId(ID);
        link.setId(ID);
        link.getStyleClass().add(ID);
        text.setWrapText(true);
        setAlignment(Pos.CENTER_RIGHT);
        getChildren().setAll(text);
    }

    /// An empty `reason` takes no space. `way` leads to what the reason asks for.
    void showReason(String reason, Optional<Runnable> way) {
        remedy = way.filter(found -> !reason.isEmpty());
        Labeled shown = remedy.isPresent() ? link : text;
        shown.setText(Ui.safeText(reason));
        if (!getChildren().contains(shown)) {
            getChildren().setAll(shown);
        }
        Ui.setShown(this, !reason.isEmpty());
    }

    /// Goes where the link leads; does nothing while there is no link.
    void followLink() {
        link.setVisited(false);
        remedy.ifPresent(Runnable::run);
    }
}
