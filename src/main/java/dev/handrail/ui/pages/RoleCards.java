package dev.handrail.ui.pages;

import dev.handrail.model.Target;
import dev.handrail.remote.Link;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Desk;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The servers that a way needs beside the one that is connected: each is chosen and connected
/// here.
final class RoleCards {
    private final Desk desk;
    private final Texts texts;
    private final Runnable changed;
    private final VBox view = Ui.column(10);

    /// `changed`: called when one more is connected.
    RoleCards(Desk desk, Runnable changed) {
        this.desk = desk;
        this.texts = desk.texts();
        this.changed = changed;
    }

    Node view() {
        return view;
    }

    void show(List<String> roles) {
        view.getChildren().clear();
        Map<String, Link> links = desk.session().links(roles);
        if (roles.size() < 2) {
            Ui.shown(view, false);
            return;
        }
        Ui.shown(view, true);
        for (String role : roles) {
            Link link = links.get(role);
            if (link != null) {
                String address = link.target().address();
                view.getChildren()
                        .add(new Notice(Notice.Kind.GOOD, texts.get("plan.role", role), address));
            } else {
                view.getChildren().add(choose(role));
            }
        }
    }

    private Node choose(String role) {
        SearchableComboBox<Target> servers = new SearchableComboBox<>();
        servers.setId("role-" + role);
        servers.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Target target) {
                        return target == null ? "" : target.name() + " (" + target.address() + ")";
                    }

                    @Override
                    public @Nullable Target fromString(String text) {
                        return null;
                    }
                });
        desk.tasks()
                .of(() -> {
                    List<Target> all = new ArrayList<>(desk.engine().sshHosts());
                    desk.engine().targets().all().forEach(s -> all.add(s.target()));
                    return all;
                })
                .onDone(servers.getItems()::setAll)
                .start();
        Label problem = new Label();
        Button connect =
                Ui.button(
                        texts.get("plan.connect-role", role),
                        () -> connect(role, servers, problem));
        return new Notice(
                        Notice.Kind.INFO,
                        texts.get("plan.connect-role-title", role),
                        texts.get("plan.role-text"))
                .with(Ui.field(texts.get("plan.role", role), servers, problem), connect);
    }

    private void connect(String role, SearchableComboBox<Target> servers, Label problem) {
        Target target = servers.getValue();
        if (target != null) {
            problem.setText("");
            desk.session()
                    .add(
                            role,
                            target,
                            changed,
                            failed -> problem.setText(Ui.safe(failed.toString())));
        }
    }
}
