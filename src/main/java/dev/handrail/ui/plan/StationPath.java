package dev.handrail.ui.plan;

import dev.handrail.ui.kit.Ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// A row of versions with arrows between them.
public final class StationPath extends FlowPane {
    public StationPath() {
        super(10, 10);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("hop-path");
    }

    public void addStation(String version, String styleClass) {
        getChildren().add(Ui.label(version, "station", styleClass));
    }

    /// Adds an arrow, or another icon, with a text above it.
    public void addArrow(String text, Node icon) {
        VBox arrow = Ui.column(0, Ui.label(text, "muted", "small"), icon);
        arrow.setAlignment(Pos.CENTER);
        getChildren().add(arrow);
    }
}
