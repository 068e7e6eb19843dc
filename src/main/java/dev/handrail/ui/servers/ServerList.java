package dev.handrail.ui.servers;

import atlantafx.base.controls.CustomTextField;

import dev.handrail.model.Target;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The list of servers to choose from: saved servers, and those of the admin's SSH configuration.
final class ServerList {
    /// A server in the list. `known` is true for a saved server and false for one of the SSH
    /// configuration.
    private record ServerItem(Target target, boolean known) {}

    private final Texts texts;
    private final CustomTextField search = new CustomTextField();
    private final ObservableList<ServerItem> all = FXCollections.observableArrayList();
    private final FilteredList<ServerItem> items = new FilteredList<>(all);
    private final ListView<ServerItem> list = new ListView<>(items);
    private final VBox view;

    /// `chosen` is called with the selected server. `go` connects to it on Enter or a double click.
    ServerList(Texts texts, Consumer<Target> chosen, Runnable go) {
        this.texts = texts;
        search.setPromptText(texts.get("connect.search"));
        search.setAccessibleText(texts.get("connect.search"));
        search.setId("servers-search");
        search.setLeft(Ui.icon(Feather.SEARCH));
        search.textProperty().addListener((o, old, text) -> filterServers(text));
        list.setId("servers");
        list.setAccessibleText(texts.get("connect.servers"));
        list.setPlaceholder(
                Ui.wrappedText(texts.get("connect.no-servers"), "muted", "placeholder"));
        list.setCellFactory(view -> new ServerCell());
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, item) -> {
                    if (item != null) {
                        chosen.accept(item.target());
                    }
                });
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && list.getSelectionModel().getSelectedItem() != null) {
                go.run();
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                go.run();
            }
        });
        list.setPrefHeight(360);
        view = Ui.column(8, search, list);
        view.setPrefWidth(280);
        view.setMinWidth(200);
    }

    Node view() {
        return view;
    }

    /// Replaces the list: saved servers first, then the hosts of the SSH configuration.
    void showServers(List<SavedServer> saved, List<Target> ssh) {
        List<ServerItem> found = new ArrayList<>();
        saved.forEach(server -> found.add(new ServerItem(server.target(), true)));
        ssh.forEach(target -> found.add(new ServerItem(target, false)));
        all.setAll(found);
    }

    /// Shows the servers whose name or address contains the text, in upper or lower case.
    private void filterServers(String text) {
        String part = text.strip().toLowerCase(Locale.ROOT);
        items.setPredicate(item ->
                (item.target().name() + " " + item.target().addressText())
                        .toLowerCase(Locale.ROOT)
                        .contains(part));
    }

    /// Shows name and address. The icon and the text tell saved servers from those of the SSH
    /// configuration.
    private final class ServerCell extends ListCell<ServerItem> {
        @Override
        protected void updateItem(@Nullable ServerItem item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            setGraphic(serverRow(item));
            setAccessibleText(item.target().name() + ", " + item.target().addressText());
        }

        private Node serverRow(ServerItem item) {
            String address = item.target().addressText();
            String addressText = item.known() ? address : texts.get("connect.from-ssh", address);
            Label name = Ui.label(item.target().name());
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            VBox labels = Ui.column(1, name, Ui.label(addressText, "muted", "small"));
            labels.maxWidthProperty().bind(list.widthProperty().subtract(60));
            Feather icon = item.known() ? Feather.SERVER : Feather.FILE_TEXT;
            return Ui.row(10, Ui.icon(icon, "muted"), labels);
        }
    }
}
