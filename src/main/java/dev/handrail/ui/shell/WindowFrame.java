package dev.handrail.ui.shell;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.ui.console.ConsolePalette;
import dev.handrail.ui.console.ConsolePane;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.kit.TruncationTooltips;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.page.PageRegistry;

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

/// Holds sidebar, header, page, console and footer, and keeps them up to date. It belongs to the FX
/// thread.
public final class WindowFrame extends StackPane {
    private static final double ROOMY = 0.8;

    private final PageContext desk;
    private final PageRegistry pages;
    private final SidebarModel railModel;
    private final Sidebar rail;
    private final WindowHeader header;
    private final WindowFooter footer = new WindowFooter();
    private final StackPane pageArea = new StackPane();
    private final SplitPane split = new SplitPane();
    private final ConsolePane console;
    private @Nullable Page page;
    private PageLocation here = PageLocation.of(PageKind.HOME);
    private double divider = 0.62;
    private long refreshed;

    /// `base` is what the overlay of the context covers and disables.
    public WindowFrame(PageContext desk, PageRegistry pages, BorderPane base, Theme theme) {
        this.desk = desk;
        this.pages = pages;
        this.railModel =
                new SidebarModel(desk.texts(), desk.session(), pages, desk.clock()::instant);
        this.rail = new Sidebar(desk.nav(), pages, desk.texts().get("rail.name"));
        this.header = new WindowHeader(desk.texts(), desk.session(), desk.clock());
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
        TruncationTooltips.installTooltips(this);
        getChildren().addAll(base, desk.overlay());
        applyPalette(theme.darkProperty().get());
        theme.darkProperty().addListener((o, old, dark) -> applyPalette(dark));
        console.consoleView().setLinkOpener(this::confirmLink);
        watchSession();
    }

    /// Adds a button at the right of the header. `key` is the message key of its name.
    public void addToolButton(Ikon icon, String key, String id, Runnable action) {
        Button button = Ui.iconButton(icon, desk.texts().get(key), action);
        button.setId(id);
        header.getChildren().add(button);
    }

    /// Gives the console the colours of the theme.
    private void applyPalette(boolean dark) {
        console.consoleView().setPalette(dark ? ConsolePalette.dark() : ConsolePalette.light());
    }

    /// Shows the output of a new run at once, and updates all times four times a second.
    private void watchSession() {
        desk.session()
                .runProperty()
                .addListener((o, old, model) -> {
                    if (model != null) {
                        console.consoleView().showStore(model.outputLines());
                    }
                    refreshStatus();
                });
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                // Times change every second. Pages handle the events of a run themselves, at
                // once.
                if (now - refreshed > 250_000_000) {
                    refreshed = now;
                    refreshStatus();
                    Page shown = page;
                    if (shown != null) {
                        shown.onTick();
                    }
                }
            }
        }.start();
    }

    /// Updates sidebar and header.
    public void refreshStatus() {
        rail.showEntries(railModel.buildEntries(here), here);
        header.refreshHeader();
    }

    /// The page that is open; the home page before any other is.
    public PageLocation currentLocation() {
        return here;
    }

    /// The console, which exists even while the page hides it.
    public ConsolePane consolePane() {
        return console;
    }

    /// Replaces the page. The console is visible only below pages that have one.
    public void showPage(PageLocation place, Page next) {
        Page old = page;
        if (old != null) {
            old.onHidden();
        }
        here = place;
        page = next;
        pageArea.getChildren().setAll(next.view());
        footer.showActions(next.pageActions());
        setConsoleShown(pages.describePage(place.kind()).console());
        next.onShown();
        refreshStatus();
    }

    /// Remembers the position of the divider while the console is hidden.
    private void setConsoleShown(boolean wanted) {
        boolean there = split.getItems().contains(console);
        if (wanted && !there) {
            split.getItems().add(console);
            split.setDividerPositions(divider);
        } else if (!wanted && there) {
            divider = split.getDividerPositions()[0];
            split.getItems().remove(console);
        }
    }

    /// Gives the page 80 % of the height, unless it has more already or there is no console.
    public void enlargePage() {
        if (split.getItems().contains(console) && split.getDividerPositions()[0] < ROOMY) {
            split.setDividerPositions(ROOMY);
        }
    }

    /// Sets where the divider is when the console is shown next, as a share of the height.
    public void setDivider(double position) {
        divider = position;
    }

    /// The share of the height that the page has, or had when the console was last visible.
    public double dividerPosition() {
        return split.getItems().size() > 1 ? split.getDividerPositions()[0] : divider;
    }

    /// Presses the main button; does nothing when it is disabled.
    public void firePrimary() {
        footer.primaryButton().fire();
    }

    /// Moves the focus to the next of sidebar, page, console and footer.
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
            console.consoleView().requestFocus();
        } else if (next == rail) {
            rail.firstRow().requestFocus();
        } else if (next == footer) {
            footer.primaryButton().requestFocus();
        } else {
            focusFirst(pageArea);
        }
    }

    /// Whether the control with the focus is in this pane.
    private boolean holdsFocus(Node pane) {
        for (Node node = getScene().getFocusOwner(); node != null; node = node.getParent()) {
            if (node == pane) {
                return true;
            }
        }
        return false;
    }

    /// Focuses the first control that can have the focus. Returns false when there is none.
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

    /// The problem that no browser could be started.
    private static Problem browserProblem() {
        return new Problem(
                "link.not-opened",
                Message.of("link.not-opened.what"),
                Message.of("link.not-opened.todo"));
    }

    /// Asks before it opens the address, because the address comes from the output of a server.
    private void confirmLink(String link) {
        desk.overlay()
                .askConfirmation(
                        desk.texts().get("link.open-title"),
                        desk.texts().get("link.open-text", link),
                        desk.texts().get("link.open"),
                        false,
                        () ->
                                desk.tasks()
                                        .of(() -> BrowserLauncher.openLink(link))
                                        .onDone(opened -> {
                                            if (!opened) {
                                                desk.overlay().showProblem(browserProblem());
                                            }
                                        })
                                        .start());
    }
}
