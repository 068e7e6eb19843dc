package dev.handrail.ui.shell;

import dev.handrail.model.Problem;
import dev.handrail.ui.console.ConsolePane;
import dev.handrail.ui.console.Palette;
import dev.handrail.ui.kit.CutText;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.kit.Ui;

import javafx.animation.AnimationTimer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

import java.util.ArrayList;
import java.util.List;

/// Puts rail, header, page, console and footer together and keeps them up to date.
public final class Frame extends StackPane {
    private static final double ROOMY = 0.8;

    private final Desk desk;
    private final RailModel railModel;
    private final Rail rail;
    private final Header header;
    private final Footer footer = new Footer();
    private final StackPane pageArea = new StackPane();
    private final SplitPane split = new SplitPane();
    private final ConsolePane console;
    private @Nullable Page page;
    private Place here = Place.of(PageKind.HOME);
    private double divider = 0.62;
    private long refreshed;

    /// `base`: what the overlay of the desk lies over.
    public Frame(Desk desk, BorderPane base, Theme theme) {
        this.desk = desk;
        this.railModel = new RailModel(desk.texts(), desk.session(), desk.clock()::instant);
        this.rail = new Rail(desk.nav(), desk.texts().get("rail.name"));
        this.header = new Header(desk.texts(), desk.session(), desk.clock());
        this.console = new ConsolePane(desk.texts(), desk.tasks());
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().add(pageArea);
        split.getStyleClass().add("work");
        pageArea.getStyleClass().add("page-area");
        pageArea.setMinHeight(120);
        console.setMinHeight(90);
        base.setTop(header);
        base.setLeft(rail);
        base.setCenter(split);
        base.setBottom(footer);
        base.getStyleClass().add("frame");
        getStyleClass().add("window");
        CutText.tips(this);
        getChildren().addAll(base, desk.overlay());
        palette(theme.darkProperty().get());
        theme.darkProperty().addListener((o, old, dark) -> palette(dark));
        console.view().setLinkOpener(this::confirmLink);
        watch();
    }

    /// Puts a button at the right of the header. `key`: of its name.
    public void tool(Ikon icon, String key, String id, Runnable action) {
        Button button = Ui.iconButton(icon, desk.texts().get(key), action);
        button.setId(id);
        header.getChildren().add(button);
    }

    private void palette(boolean dark) {
        console.view().setPalette(dark ? Palette.dark() : Palette.light());
    }

    private void watch() {
        desk.session()
                .runProperty()
                .addListener((o, old, model) -> {
                    if (model != null) {
                        console.view().show(model.lines());
                    }
                    refresh();
                });
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                // Durations change by the second; what events change is told by the pages at once.
                if (now - refreshed > 250_000_000) {
                    refreshed = now;
                    refresh();
                    Page shown = page;
                    if (shown != null) {
                        shown.tick();
                    }
                }
            }
        }.start();
    }

    /// Brings rail and header up to date.
    public void refresh() {
        rail.show(railModel.entries(here), here);
        header.refresh();
    }

    public Place here() {
        return here;
    }

    public ConsolePane console() {
        return console;
    }

    public void show(Place place, Page next) {
        Page old = page;
        if (old != null) {
            old.hidden();
        }
        here = place;
        page = next;
        pageArea.getChildren().setAll(next.view());
        footer.show(next.foot());
        console(place.kind().console());
        next.shown();
        refresh();
    }

    private void console(boolean wanted) {
        boolean there = split.getItems().contains(console);
        if (wanted && !there) {
            split.getItems().add(console);
            split.setDividerPositions(divider);
        } else if (!wanted && there) {
            divider = split.getDividerPositions()[0];
            split.getItems().remove(console);
        }
    }

    public void makeRoom() {
        if (split.getItems().contains(console) && split.getDividerPositions()[0] < ROOMY) {
            split.setDividerPositions(ROOMY);
        }
    }

    public void setDivider(double position) {
        divider = position;
    }

    public double divider() {
        return split.getItems().size() > 1 ? split.getDividerPositions()[0] : divider;
    }

    /// Does the primary action, if it can be done.
    public void firePrimary() {
        footer.primary().fire();
    }

    /// Puts the focus on the next of rail, page, console and footer.
    public void nextPane() {
        List<Node> panes = new ArrayList<>(List.of(rail, pageArea));
        if (split.getItems().contains(console)) {
            panes.add(console);
        }
        panes.add(footer);
        int now = 0;
        for (int i = 0; i < panes.size(); i++) {
            now = holdsFocus(panes.get(i)) ? i : now;
        }
        Node next = panes.get((now + 1) % panes.size());
        if (next == console) {
            console.view().requestFocus();
        } else if (next == rail) {
            rail.firstRow().requestFocus();
        } else if (next == footer) {
            footer.primary().requestFocus();
        } else {
            focusFirst(pageArea);
        }
    }

    private boolean holdsFocus(Node pane) {
        for (Node node = getScene().getFocusOwner(); node != null; node = node.getParent()) {
            if (node == pane) {
                return true;
            }
        }
        return false;
    }

    private static boolean focusFirst(Parent parent) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (!node.isVisible() || node.isDisabled()) {
                continue;
            }
            if (node.isFocusTraversable()) {
                node.requestFocus();
                return true;
            }
            if (node instanceof Parent inner && focusFirst(inner)) {
                return true;
            }
        }
        return false;
    }

    private Problem notOpened() {
        return new Problem(
                "link.not-opened",
                desk.texts().get("link.not-opened"),
                desk.texts().get("link.not-opened-text"));
    }

    private void confirmLink(String link) {
        desk.overlay()
                .confirm(
                        desk.texts().get("link.open-title"),
                        desk.texts().get("link.open-text", link),
                        desk.texts().get("link.open"),
                        false,
                        () ->
                                desk.tasks()
                                        .of(() -> Links.open(link))
                                        .onDone(opened -> {
                                            if (!opened) {
                                                desk.overlay().tell(notOpened());
                                            }
                                        })
                                        .start());
    }
}
