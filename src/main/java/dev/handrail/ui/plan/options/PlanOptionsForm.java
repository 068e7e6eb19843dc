package dev.handrail.ui.plan.options;

import dev.handrail.app.MaintenanceWindowEnd;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.WindowSession;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The options of a plan: version, route, maintenance window, and the parameters of the product.
/// Each change updates the upgrade request in the session, and the page then plans again.
public final class PlanOptionsForm {
    /// Any moment serves to check the syntax of a time.
    private static final ZonedDateTime EXAMPLE = Instant.EPOCH.atZone(ZoneOffset.UTC);

    private final Texts texts;
    private final WindowSession session;
    private final DetectedProduct found;
    private final ComboBox<Version> version = new ComboBox<>();
    private final CheckBox preReleases = new CheckBox();
    private final VBox view = Ui.column(8);
    private boolean filling;

    public PlanOptionsForm(Texts texts, WindowSession session, DetectedProduct found) {
        this.texts = texts;
        this.session = session;
        this.found = found;
        configureVersion();
        FlowPane first = new FlowPane(16, 8);
        first.setRowValignment(VPos.BOTTOM);
        first.getChildren().add(Ui.labeledField(texts.get("plan.version"), version, new Label()));
        routeField().ifPresent(first.getChildren()::add);
        first.getChildren().add(preReleases);
        view.getChildren().addAll(first, morePane());
    }

    /// Returns what most admins leave as it is: the end of the window, the roll-back without an
    /// answer, and the parameters. It is open if something of it is set.
    private TitledPane morePane() {
        VBox more = Ui.column(12, windowField(), new AutoRollbackField(texts, session).view());
        more.getChildren().addAll(new ParameterFields(texts, session, found).createFields());
        TitledPane pane = new TitledPane(texts.get("plan.more"), more);
        pane.setId("options");
        pane.getStyleClass().add("details");
        pane.setAnimated(false);
        pane.setExpanded(
                !session.windowEndsProperty().get().isEmpty()
                        || session.autoRollbackProperty().get().wanted());
        return pane;
    }

    /// Sets up the choice of the version and the check box that also offers pre-releases.
    private void configureVersion() {
        version.setId("version");
        version.setMinWidth(160);
        version.setEditable(false);
        version.setConverter(new VersionText());
        version.setOnAction(event -> requestVersion());
        preReleases.setMinHeight(36);
        preReleases.setText(texts.get("plan.pre-releases"));
        preReleases.setOnAction(event ->
                changeRequest(request -> request.withPreReleases(preReleases.isSelected())));
    }

    /// Requests the chosen version, unless the form itself has selected it.
    private void requestVersion() {
        Version chosen = version.getValue();
        if (!filling && chosen != null) {
            changeRequest(request -> request.withVersion(chosen));
        }
    }

    /// Shows the version, or *newest* while none is chosen.
    private final class VersionText extends StringConverter<Version> {
        @Override
        public String toString(@Nullable Version value) {
            return value == null ? texts.get("plan.newest") : value.text();
        }

        @Override
        public Version fromString(String text) {
            return Version.of(text);
        }
    }

    /// Shows the name of a route in the admin's language. The list is not editable, so no text is
    /// ever converted back.
    private final class RouteText extends StringConverter<Runbook.Route> {
        @Override
        public String toString(Runbook.@Nullable Route route) {
            return route == null ? "" : texts.inUserLanguage(route.name());
        }

        @Override
        public Runbook.Route fromString(String text) {
            throw new IllegalStateException("not editable");
        }
    }

    public Node view() {
        return view;
    }

    /// Offers these versions, the newest first. It selects the requested version, or the one that
    /// the plan leads to when the admin has not chosen any; without a plan it selects nothing.
    public void offerVersions(List<Version> versions, Plan plan) {
        filling = true;
        version.getItems().setAll(versions);
        Optional<Version> wanted = session.wishProperty().get().to();
        version.setValue(wanted.or(() -> plannedVersion(plan)).orElse(null));
        filling = false;
    }

    private static Optional<Version> plannedVersion(Plan plan) {
        return switch (plan) {
            case Plan.Ready ready -> Optional.of(ready.to());
            case Plan.Blocked blocked -> blocked.to();
            case Plan.UpToDate _ -> Optional.empty();
        };
    }

    private void changeRequest(UnaryOperator<UpgradeRequest> change) {
        session.wishProperty().set(change.apply(session.wishProperty().get()));
    }

    /// Offers the routes whose conditions hold on this server. Fewer than two leave nothing to
    /// choose, so the field is then missing.
    private Optional<Node> routeField() {
        List<Runbook.Route> possible =
                found.runbook().routes().stream()
                        .filter(route -> route.when().holdsFor(found.facts()))
                        .toList();
        return possible.size() > 1
                ? Optional.of(
                        Ui.labeledField(
                                texts.get("plan.route"), routeChoice(possible), new Label()))
                : Optional.empty();
    }

    private Node routeChoice(List<Runbook.Route> possible) {
        ComboBox<Runbook.Route> choice = new ComboBox<>();
        choice.setId("route");
        choice.getItems().setAll(possible);
        choice.setConverter(new RouteText());
        choice.setValue(wantedRoute(possible));
        choice.setOnAction(
                event -> changeRequest(request -> request.withRoute(choice.getValue().id())));
        return choice;
    }

    /// Returns the requested route if it is still possible, otherwise the first possible one.
    private Runbook.Route wantedRoute(List<Runbook.Route> possible) {
        Optional<String> wanted = session.wishProperty().get().route();
        return possible.stream()
                .filter(route -> wanted.filter(route.id()::equals).isPresent())
                .findFirst()
                .orElse(possible.getFirst());
    }

    /// Returns the field for the end of the maintenance window. The plan does not depend on it, so
    /// typing does not plan again.
    private Node windowField() {
        TextField field = new TextField(session.windowEndsProperty().get());
        field.setId("window-ends");
        field.setPromptText(texts.get("plan.window-example"));
        field.setMaxWidth(160);
        Label wrong = new Label();
        VBox box = Ui.labeledField(texts.get("plan.window"), field, wrong);
        box.getChildren().add(Ui.wrappedText(texts.get("plan.window-help"), "muted", "small"));
        field.textProperty().addListener((o, old, text) -> setWindowEnd(text, wrong));
        return box;
    }

    /// Keeps the text even when it is not a valid time; the form then shows an error below the
    /// field.
    private void setWindowEnd(String text, Label wrong) {
        session.windowEndsProperty().set(text);
        boolean valid =
                text.isBlank() || MaintenanceWindowEnd.nextOccurrence(text, EXAMPLE).isPresent();
        wrong.setText(valid ? "" : texts.get("plan.window-wrong"));
        Ui.setShown(wrong, !valid);
    }
}
