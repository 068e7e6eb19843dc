package dev.handrail.ui.plan;

import dev.handrail.model.Target;
import dev.handrail.remote.ServerConnection;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

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
    private final PageContext desk;
    private final Texts texts;
    private final Runnable changed;
    private final VBox view = Ui.column(10);

    /// `changed`: called when one more is connected.
    RoleCards(PageContext desk, Runnable changed) {
        this.desk = desk;
        this.texts = desk.texts();
        this.changed = changed;
    }

    Node view() {
        return view;
    }

    void showRoles(List<String> roles) {
        view.getChildren().clear();
        Map<String, ServerConnection> links = desk.session().linksByRole(roles);
        if (roles.size() < 2) {
            Ui.setShown(view, false);
            return;
        }
        Ui.setShown(view, true);
        for (String role : roles) {
            ServerConnection link = links.get(role);
            if (link != null) {
                String address = link.target().addressText();
                view.getChildren()
                        .add(
                                new NoticeBox(
                                        NoticeBox.NoticeKind.GOOD,
                                        texts.get("plan.role", role),
                                        address));
            } else {
                view.getChildren().add(serverChoice(role));
            }
        }
    }

    private Node serverChoice(String role) {
        SearchableComboBox<Target> servers = new SearchableComboBox<>();
        servers.setId("role-" + role);
        servers.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Target target) {
                        return target == null
                                ? ""
                                : target.name() + " (" + target.addressText() + ")";
                    }

                    @Override
                    public @Nullable Target fromString(String text) {
                        return null;
                    }
                });
        desk.tasks()
                .of(() -> {
                    List<Target> all = new ArrayList<>(desk.engine().sshHosts());
                    desk.engine().targets().listServers().forEach(s -> all.add(s.target()));
                    return all;
                })
                .onDone(servers.getItems()::setAll)
                .start();
        Label problem = new Label();
        Button connect =
                Ui.button(
                        texts.get("plan.connect-role", role),
                        () -> connectServer(role, servers, problem));
        return new NoticeBox(
                        NoticeBox.NoticeKind.INFO,
                        texts.get("plan.connect-role-title", role),
                        texts.get("plan.role-text"))
                .withContent(
                        Ui.labeledField(texts.get("plan.role", role), servers, problem), connect);
    }

    private void connectServer(String role, SearchableComboBox<Target> servers, Label problem) {
        Target target = servers.getValue();
        if (target != null) {
            problem.setText("");
            desk.session()
                    .addServer(
                            role,
                            target,
                            changed,
                            failed ->
                                    problem.setText(
                                            Ui.safeText(desk.texts().inUserLanguage(failed))));
        }
    }
}
