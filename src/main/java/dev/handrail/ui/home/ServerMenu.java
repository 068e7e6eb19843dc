package dev.handrail.ui.home;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Target;
import dev.handrail.text.ShellQuote;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The menu of a saved server: on its button, and where its card is clicked with the other mouse
/// button.
final class ServerMenu {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@.:%+,/=~-]+");

    private final PageContext context;
    private final Texts texts;
    private final Target target;
    private final ServerVisits visits;

    ServerMenu(PageContext context, Target target) {
        this.context = context;
        this.texts = context.texts();
        this.target = target;
        this.visits = new ServerVisits(context);
    }

    ServerVisits visits() {
        return visits;
    }

    MenuButton button(String id) {
        MenuButton button = new MenuButton("", Ui.icon(Feather.MORE_HORIZONTAL));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL, "no-arrow");
        button.setId(id);
        Ui.setAccessibleName(button, texts.get("home.server-menu", target.name()));
        button.getItems().setAll(items());
        return button;
    }

    void showAt(Node card, double x, double y) {
        ContextMenu menu = new ContextMenu(items().toArray(MenuItem[]::new));
        menu.show(card, x, y);
    }

    private List<MenuItem> items() {
        return List.of(
                item("home.server-connect", "server-connect", () -> visits.connectTo(target)),
                item("home.server-edit", "server-edit", () -> visits.editServer(target)),
                item("home.server-ssh", "server-ssh", () -> Ui.copyToClipboard(sshCommand(target))),
                item("home.server-history", "server-history", () -> visits.showHistory(target)),
                item(
                        "home.server-forget",
                        "server-forget",
                        () -> new ServerRemoval(context).startRemoval(target)));
    }

    private MenuItem item(String key, String id, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    /// Returns the command that logs in to a server in a terminal.
    static String sshCommand(Target target) {
        List<String> words = new ArrayList<>(List.of("ssh"));
        if (target.port() != 22) {
            words.addAll(List.of("-p", String.valueOf(target.port())));
        }
        target.keyFile().ifPresent(key -> words.addAll(List.of("-i", quoteWord(key))));
        target.jump().ifPresent(jump -> words.addAll(List.of("-J", jumpText(jump))));
        words.add(quoteWord(userAndHost(target)));
        return String.join(" ", words);
    }

    /// The jump hosts, the first one to connect to first.
    private static String jumpText(Target jump) {
        String own = quoteWord(userAndHost(jump) + ":" + jump.port());
        return jump.jump().map(before -> jumpText(before) + "," + own).orElse(own);
    }

    /// Leaves a word as it is where a shell reads it so. A tilde then still means the home folder.
    private static String quoteWord(String word) {
        return PLAIN.matcher(word).matches() ? word : ShellQuote.quoteWord(word);
    }

    private static String userAndHost(Target target) {
        return target.user().isEmpty() ? target.host() : target.user() + "@" + target.host();
    }
}
