package dev.handrail.ui.plan;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ServerConnection;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Cards to choose and connect the other servers that a route needs. A route with one role needs no
/// other server and shows no cards.
final class RoleCards {
    private final PageContext context;
    private final Texts texts;
    private final Runnable changed;
    private final VBox view = Ui.column(10);

    /// `changed`: called on the FX thread after another server is connected.
    RoleCards(PageContext context, Runnable changed) {
        this.context = context;
        this.texts = context.texts();
        this.changed = changed;
    }

    Node view() {
        return view;
    }

    /// Shows one card for each role, in the order of the route. With fewer than two roles the view
    /// is hidden.
    void showRoles(List<String> roles) {
        view.getChildren().clear();
        Ui.setShown(view, roles.size() > 1);
        if (roles.size() > 1) {
            Map<String, ServerConnection> links = context.session().linksByRole(roles);
            roles.forEach(role -> view.getChildren().add(roleCard(role, links.get(role))));
        }
    }

    /// `link`: the connection to the server with this role; null while the admin has not connected
    /// one.
    private Node roleCard(String role, @Nullable ServerConnection link) {
        return link == null
                ? serverChoice(role)
                : new NoticeBox(
                        NoticeBox.NoticeKind.GOOD,
                        texts.get("plan.role", role),
                        link.target().addressText());
    }

    /// Returns a card with all known servers and a button that connects the chosen one.
    private Node serverChoice(String role) {
        ComboBox<Target> servers = serverList(role);
        Label problem = new Label();
        String title = texts.get("plan.connect-role-title", role);
        String label = texts.get("plan.connect-role", role);
        Button connect = Ui.button(label, () -> connectServer(role, servers.getValue(), problem));
        Node field = Ui.labeledField(texts.get("plan.role", role), servers, problem);
        return new NoticeBox(NoticeBox.NoticeKind.INFO, title, texts.get("plan.role-text"))
                .withContent(field, connect);
    }

    /// Returns the choice of a server; its list loads in the background.
    private ComboBox<Target> serverList(String role) {
        SearchableComboBox<Target> servers = new SearchableComboBox<>();
        servers.setId("role-" + role);
        servers.setConverter(new TargetText());
        context.tasks().of(this::knownServers).onDone(servers.getItems()::setAll).start();
        return servers;
    }

    /// Returns the servers of the SSH configuration, then the saved ones. Called on a background
    /// thread.
    private List<Target> knownServers() {
        List<Target> all = new ArrayList<>(context.engine().sshHosts());
        context.engine().targets().listServers().forEach(saved -> all.add(saved.target()));
        return all;
    }

    /// Shows a server by its name and address. Text is never converted back to a server.
    private static final class TargetText extends StringConverter<Target> {
        @Override
        public String toString(@Nullable Target target) {
            return target == null ? "" : target.name() + " (" + target.addressText() + ")";
        }

        @Override
        public @Nullable Target fromString(String text) {
            return null;
        }
    }

    /// Connects the chosen server in the background; does nothing when none is chosen. A failure is
    /// shown below the field.
    private void connectServer(String role, @Nullable Target target, Label problem) {
        if (target != null) {
            problem.setText("");
            context.session()
                    .addServer(role, target, changed, failed -> showProblem(problem, failed));
        }
    }

    private void showProblem(Label problem, Problem failed) {
        problem.setText(Ui.safeText(texts.inUserLanguage(failed)));
    }
}
