package dev.handrail.ui.guide;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.function.Consumer;

/// The field that searches the guide, and below it the chapters or what was found.
final class GuideList {
    private final Texts texts;
    private final GuideBook book;
    private final Consumer<GuideEntry> opener;
    private final TextField search = new TextField();
    private final ListView<GuideEntry> list = new ListView<>();
    private final VBox view;
    private GuideSearch query = new GuideSearch("");
    private boolean selecting;

    /// `opener` is called when the admin selects a row.
    GuideList(Texts texts, GuideBook book, Consumer<GuideEntry> opener) {
        this.texts = texts;
        this.book = book;
        this.opener = opener;
        setUpSearch();
        setUpList();
        view = Ui.column(8, search, Ui.growAlways(list));
        view.getStyleClass().add("guide-side");
        showRows();
    }

    private void setUpSearch() {
        search.setId("guide-search");
        search.setPromptText(texts.get("guide.search"));
        search.setAccessibleText(texts.get("guide.search"));
        search.textProperty().addListener((o, old, now) -> searchFor(now));
        search.setOnAction(event -> list.getSelectionModel().selectFirst());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::moveToList);
    }

    private void moveToList(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN) {
            list.requestFocus();
            list.getSelectionModel().selectFirst();
            event.consume();
        }
    }

    private void setUpList() {
        list.setId("guide-list");
        list.setAccessibleText(texts.get("guide.chapters"));
        list.setPlaceholder(Ui.wrappedText(texts.get("guide.nothing-found"), "placeholder"));
        list.setCellFactory(view -> new EntryCell());
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, entry) -> {
                    if (entry != null && !selecting) {
                        opener.accept(entry);
                    }
                });
    }

    private void searchFor(String text) {
        query = new GuideSearch(text);
        showRows();
    }

    private void showRows() {
        selecting = true;
        list.getItems().setAll(query.words().isEmpty() ? chapterRows() : foundRows());
        selecting = false;
    }

    private List<GuideEntry> chapterRows() {
        return book.allDocuments()
                .map(document -> GuideEntry.ofDocument(document, detailOf(document)))
                .toList();
    }

    private String detailOf(GuideDocument document) {
        return book.documents().contains(document) ? texts.get("guide.reference") : "";
    }

    private List<GuideEntry> foundRows() {
        return query.findSections(book.allDocuments()).stream()
                .map(section -> GuideEntry.ofSection(section, query.excerptOf(section)))
                .toList();
    }

    /// The words that the reader searches for, in lower case.
    List<String> searchedWords() {
        return query.words();
    }

    /// Marks the row of a document without opening it.
    void markDocument(String path) {
        if (query.words().isEmpty()) {
            selecting = true;
            list.getItems().stream()
                    .filter(entry -> entry.path().equals(path))
                    .findFirst()
                    .ifPresent(list.getSelectionModel()::select);
            selecting = false;
        }
    }

    void focusList() {
        list.requestFocus();
    }

    Node view() {
        return view;
    }

    /// Two lines that wrap, as wide as the list.
    private static final class EntryCell extends ListCell<GuideEntry> {
        private static final double SCROLL_BAR = 20;

        @Override
        protected void updateItem(GuideEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setPrefWidth(0);
            setGraphic(empty || entry == null ? null : createRow(entry));
        }

        /// As high as the lines need in the width of the list.
        @Override
        protected double computePrefHeight(double width) {
            Node row = getGraphic();
            Insets padding = getInsets();
            double sides = padding.getLeft() + padding.getRight() + SCROLL_BAR;
            return row == null
                    ? super.computePrefHeight(width)
                    : padding.getTop()
                            + padding.getBottom()
                            + row.prefHeight(Math.max(1, getListView().getWidth() - sides));
        }

        private static Node createRow(GuideEntry entry) {
            VBox row = Ui.column(1, Ui.wrappedText(entry.title()));
            if (!entry.detail().isEmpty()) {
                row.getChildren().add(Ui.wrappedText(entry.detail(), "muted", "small"));
            }
            return row;
        }
    }
}
