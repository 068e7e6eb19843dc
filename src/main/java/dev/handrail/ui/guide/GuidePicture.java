package dev.handrail.ui.guide;

import javafx.geometry.Orientation;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;

/// A picture that is as wide as its place, but never wider than it is.
final class GuidePicture extends Region {
    private final Image image;
    private final ImageView view;

    GuidePicture(Image image, String description) {
        this.image = image;
        this.view = new ImageView(image);
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.setAccessibleText(description);
        getStyleClass().add("guide-picture");
        getChildren().add(view);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return image.getWidth();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double shown = width < 0 ? image.getWidth() : Math.min(width, image.getWidth());
        return shown * image.getHeight() / image.getWidth();
    }

    @Override
    protected void layoutChildren() {
        view.setFitWidth(Math.min(getWidth(), image.getWidth()));
    }
}
