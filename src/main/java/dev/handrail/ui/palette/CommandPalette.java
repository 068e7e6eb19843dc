package dev.handrail.ui.palette;

import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/// A card over the page that does what the admin types: upgrade or connect to a server, open a run
/// or a page.
public final class CommandPalette {
    private static final double WIDTH = 620;
    private static final double HEIGHT = 340;

    private final PageContext context;

    public CommandPalette(PageContext context) {
        this.context = context;
    }

    /// Shows the card, unless another one is open.
    public void showPalette() {
        if (!context.overlay().isOpen()) {
            new OpenPalette().open();
        }
    }

    /// The palette while it is open.
    private final class OpenPalette {
        private final TextField search = new TextField();
        private final ListView<PaletteEntry> list = new ListView<>();
        private List<PaletteEntry> all = List.of();

        void open() {
            configureSearch();
            configureList();
            String title = context.texts().get("palette.title");
            VBox card = Overlay.createCard(title, search, list);
            card.setPrefWidth(WIDTH);
            Button close = Ui.button(context.texts().get("common.close"), context.overlay()::close);
            context.overlay()
                    .showCard(card, Overlay.buttonRow(close), search, context.overlay()::close);
            context.tasks()
                    .of(new PaletteEntries(context)::listEntries)
                    .onDone(this::showEntries)
                    .start();
        }

        private void configureSearch() {
            search.setId("palette-search");
            search.setPromptText(context.texts().get("palette.prompt"));
            search.setAccessibleText(context.texts().get("palette.prompt"));
            search.textProperty().addListener(o -> filterEntries());
            search.setOnAction(event -> runSelected());
            search.addEventFilter(KeyEvent.KEY_PRESSED, this::moveSelection);
        }

        private void configureList() {
            list.setId("palette-list");
            list.setPrefHeight(HEIGHT);
            list.setAccessibleText(context.texts().get("palette.title"));
            list.setPlaceholder(Ui.label(context.texts().get("palette.nothing"), "muted"));
            list.setCellFactory(view -> new EntryCell());
            list.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    runSelected();
                }
            });
            list.addEventHandler(
                    KeyEvent.KEY_PRESSED,
                    event -> {
                        if (event.getCode() == KeyCode.ENTER) {
                            runSelected();
                        }
                    });
        }

        private void showEntries(List<PaletteEntry> entries) {
            all = entries;
            filterEntries();
        }

        /// Entries that begin with what is typed come first.
        private void filterEntries() {
            String typed = search.getText();
            list.getItems()
                    .setAll(
                            all.stream()
                                    .filter(entry -> entry.matches(typed))
                                    .sorted(
                                            Comparator.comparing((PaletteEntry entry) ->
                                                    !entry.beginsWith(typed)))
                                    .toList());
            list.getSelectionModel().selectFirst();
        }

        /// The arrow keys move in the list while the admin types.
        private void moveSelection(KeyEvent event) {
            if (event.getCode() == KeyCode.DOWN) {
                list.getSelectionModel().selectNext();
            } else if (event.getCode() == KeyCode.UP) {
                list.getSelectionModel().selectPrevious();
            } else {
                return;
            }
            list.scrollTo(list.getSelectionModel().getSelectedIndex());
            event.consume();
        }

        /// Closes the card first, because what follows may open another one.
        private void runSelected() {
            PaletteEntry chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                context.overlay().close();
                chosen.run().run();
            }
        }
    }

    /// An entry with its details below.
    private static final class EntryCell extends ListCell<PaletteEntry> {
        @Override
        protected void updateItem(@Nullable PaletteEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setGraphic(entry == null ? null : view(entry));
        }

        private static Node view(PaletteEntry entry) {
            VBox view = Ui.column(0, Ui.label(entry.text()));
            if (!entry.details().isEmpty()) {
                view.getChildren().add(Ui.label(entry.details(), "muted", "small"));
            }
            return view;
        }
    }
}
