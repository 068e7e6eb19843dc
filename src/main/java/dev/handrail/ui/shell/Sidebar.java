package dev.handrail.ui.shell;

import dev.handrail.ui.page.Navigator;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.page.PageRegistry;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/// The sidebar at the left: pages, hops and steps, each with its state.
final class Sidebar extends ScrollPane {
    private static final double NARROW = 1000;
    private static final String FOLDED = "sidebar-folded";

    private final Navigator nav;
    private final PageRegistry pages;
    private final VBox box = new VBox(1);
    private final List<SidebarRow> rows = new ArrayList<>();
    private boolean folded;

    /// `name` is what screen readers call the sidebar.
    Sidebar(Navigator nav, PageRegistry pages, String name) {
        this.nav = nav;
        this.pages = pages;
        box.getStyleClass().add("sidebar-box");
        getStyleClass().add("sidebar");
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
                        scene.widthProperty().addListener(o2 -> foldIn(scene));
                        foldIn(scene);
                    }
                });
    }

    /// In a narrow window the sidebar has icons only.
    private void foldIn(Scene scene) {
        boolean narrow = scene.getWidth() > 0 && scene.getWidth() < NARROW;
        if (narrow != folded) {
            folded = narrow;
            getStyleClass().remove(FOLDED);
            if (narrow) {
                getStyleClass().add(FOLDED);
            }
            rows.forEach(row -> row.setFolded(narrow));
        }
    }

    /// Shows these entries. It reuses the rows, so that the focus and the scroll position stay.
    void showEntries(List<SidebarEntry> entries, PageLocation current) {
        resizeTo(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            rows.get(i).showEntry(entries.get(i), current);
        }
    }

    /// Adds or removes rows at the end.
    private void resizeTo(int size) {
        while (rows.size() > size) {
            rows.removeLast();
            box.getChildren().removeLast();
        }
        while (rows.size() < size) {
            SidebarRow row = new SidebarRow(nav, pages);
            row.setFolded(folded);
            rows.add(row);
            box.getChildren().add(row.view());
        }
    }

    /// The row that gets the focus when the admin moves to the sidebar by keyboard.
    Node firstRow() {
        return rows.getFirst().view();
    }
}
