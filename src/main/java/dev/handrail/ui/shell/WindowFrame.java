package dev.handrail.ui.shell;

import dev.handrail.ui.console.ConsolePalette;
import dev.handrail.ui.console.ConsolePane;
import dev.handrail.ui.feed.RunModel;
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
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

import java.util.LinkedHashMap;
import java.util.Map;

/// Holds sidebar, header, page, console and footer, and keeps them up to date. It belongs to the FX
/// thread.
public final class WindowFrame extends StackPane {
    private static final long REFRESH_NANOS = 250_000_000;

    private final PageContext context;
    private final PageRegistry pages;
    private final SidebarModel sidebarModel;
    private final Sidebar sidebar;
    private final WindowHeader header;
    private final WindowFooter footer = new WindowFooter();
    private final StackPane pageArea = new StackPane();
    private final SplitPane split = new SplitPane();
    private final ConsolePane console;
    private @Nullable Page page;
    private PageLocation current = PageLocation.of(PageKind.HOME);
    private double divider = 0.62;
    private long refreshed;

    /// `base` is what the overlay of the context covers and disables.
    public WindowFrame(PageContext context, PageRegistry pages, BorderPane base, Theme theme) {
        this.context = context;
        this.pages = pages;
        this.sidebarModel =
                new SidebarModel(
                        context.texts(), context.session(), pages, context.clock()::instant);
        this.sidebar = new Sidebar(context.nav(), pages, context.texts().get("sidebar.name"));
        this.header = new WindowHeader(context.texts(), context.session(), context.clock());
        this.console = new ConsolePane(context.texts(), context.tasks());
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().add(pageArea);
        split.getStyleClass().add("work");
        pageArea.getStyleClass().add("page-area");
        pageArea.setMinHeight(120);
        console.setMinHeight(90);
        base.setTop(header);
        base.setLeft(sidebar);
        base.setCenter(split);
        base.setBottom(footer);
        base.getStyleClass().add("frame");
        getStyleClass().add("window");
        TruncationTooltips.installTooltips(this);
        getChildren().addAll(base, context.overlay());
        applyPalette(theme.darkProperty().get());
        theme.darkProperty().addListener((o, old, dark) -> applyPalette(dark));
        console.consoleView().setLinkOpener(new LinkConfirmation(context)::confirmLink);
        watchSession();
    }

    /// Adds a button at the right of the header. `key` is the message key of its name.
    public void addToolButton(Ikon icon, String key, String id, Runnable action) {
        Button button = Ui.iconButton(icon, context.texts().get(key), action);
        button.setId(id);
        header.getChildren().add(button);
    }

    /// Gives the console the colours of the theme.
    private void applyPalette(boolean dark) {
        console.consoleView().setPalette(dark ? ConsolePalette.dark() : ConsolePalette.light());
    }

    /// Shows the output of a new run at once, and updates all times four times a second.
    private void watchSession() {
        context.session().runProperty().addListener((o, old, model) -> showOutput(model));
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                if (now - refreshed > REFRESH_NANOS) {
                    refreshed = now;
                    refreshTimes();
                }
            }
        }.start();
    }

    private void showOutput(@Nullable RunModel model) {
        if (model != null) {
            console.consoleView().showStore(model.outputLines());
        }
        refreshStatus();
    }

    /// Updates the texts that depend on the clock. Pages handle the events of a run themselves, at
    /// once.
    private void refreshTimes() {
        refreshStatus();
        Page shown = page;
        if (shown != null) {
            shown.onTick();
        }
    }

    /// Updates sidebar and header.
    public void refreshStatus() {
        sidebar.showEntries(sidebarModel.buildEntries(current), current);
        header.refreshHeader();
    }

    /// The page that is open; the home page before any other is.
    public PageLocation currentLocation() {
        return current;
    }

    /// The console, which exists even while the page hides it.
    public ConsolePane consolePane() {
        return console;
    }

    /// Replaces the page. The console is visible only below pages that have one.
    public void showPage(PageLocation location, Page next) {
        Page old = page;
        if (old != null) {
            old.onHidden();
        }
        current = location;
        page = next;
        pageArea.getChildren().setAll(next.view());
        footer.showActions(next.pageActions());
        setConsoleShown(pages.describePage(location.kind()).console());
        next.onShown();
        refreshStatus();
    }

    /// Remembers the position of the divider while the console is hidden.
    private void setConsoleShown(boolean wanted) {
        if (wanted && !isConsoleShown()) {
            split.getItems().add(console);
            split.setDividerPositions(divider);
        } else if (!wanted && isConsoleShown()) {
            divider = split.getDividerPositions()[0];
            split.getItems().remove(console);
        }
    }

    private boolean isConsoleShown() {
        return split.getItems().contains(console);
    }

    /// Gives the page the whole height, or the console its part again if the page has one.
    public void setConsoleHidden(boolean hidden) {
        setConsoleShown(!hidden && pages.describePage(current.kind()).console());
    }

    /// Sets where the divider is when the console is shown next, as a share of the height.
    public void setDivider(double position) {
        divider = position;
    }

    /// The share of the height that the page has, or had when the console was last visible.
    public double dividerPosition() {
        return split.getItems().size() > 1 ? split.getDividerPositions()[0] : divider;
    }

    /// Presses the main button; while it is disabled, goes to what enables it.
    public void firePrimary() {
        footer.firePrimary();
    }

    /// Moves the focus to the next of sidebar, page, console and footer.
    public void nextPane() {
        Map<Node, Runnable> panes = new LinkedHashMap<>();
        panes.put(sidebar, () -> sidebar.firstRow().requestFocus());
        panes.put(pageArea, () -> PaneFocus.focusFirst(pageArea));
        if (isConsoleShown()) {
            panes.put(console, () -> console.consoleView().requestFocus());
        }
        panes.put(footer, footer::focusPrimary);
        PaneFocus.focusNext(getScene(), panes);
    }
}
