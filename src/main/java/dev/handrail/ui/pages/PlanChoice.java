package dev.handrail.ui.pages;

import dev.handrail.app.WindowEnd;
import dev.handrail.detect.Found;
import dev.handrail.model.Runbook;
import dev.handrail.model.Version;
import dev.handrail.model.Wish;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.Session;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the admin may choose for a plan: the version, the route, and the product's own parameters.
final class PlanChoice {
    private static final ZonedDateTime EXAMPLE = Instant.EPOCH.atZone(ZoneOffset.UTC);

    private final Texts texts;
    private final Session session;
    private final Found found;
    private final ComboBox<Version> version = new ComboBox<>();
    private final CheckBox preReleases = new CheckBox();
    private final VBox view = Ui.column(12);
    private boolean filling;

    PlanChoice(Texts texts, Session session, Found found) {
        this.texts = texts;
        this.session = session;
        this.found = found;
        version.setId("version");
        version.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Version value) {
                        return value == null ? texts.get("plan.newest") : value.text();
                    }

                    @Override
                    public Version fromString(String text) {
                        return Version.of(text);
                    }
                });
        version.setOnAction(event -> {
            if (!filling && version.getValue() != null) {
                Version chosen = version.getValue();
                change(wish -> wish.toVersion(chosen));
            }
        });
        preReleases.setMinHeight(36);
        version.setMinWidth(160);
        version.setEditable(false);
        preReleases.setText(texts.get("plan.pre-releases"));
        preReleases.setOnAction(
                event -> change(wish -> wish.withPreReleases(preReleases.isSelected())));
        Node versionField = Ui.field(texts.get("plan.version"), version, new Label());
        view.getChildren().add(Ui.row(16, versionField, preReleases));
        ((javafx.scene.layout.HBox) view.getChildren().getFirst())
                .setAlignment(javafx.geometry.Pos.BOTTOM_LEFT);
        routes();
        window();
        parameters();
    }

    Node view() {
        return view;
    }

    void offer(List<Version> versions) {
        filling = true;
        version.getItems().setAll(versions);
        Optional<Version> wanted = session.wishProperty().get().to();
        version.setValue(wanted.orElse(versions.isEmpty() ? null : newestStable(versions)));
        filling = false;
    }

    private static Version newestStable(List<Version> versions) {
        return versions.stream()
                .filter(v -> !v.isPreRelease())
                .findFirst()
                .orElse(versions.getFirst());
    }

    private void change(UnaryOperator<Wish> how) {
        session.wishProperty().set(how.apply(session.wishProperty().get()));
    }

    private void routes() {
        List<Runbook.Route> possible =
                found.runbook().routes().stream()
                        .filter(route -> route.when().holds(found.facts()))
                        .toList();
        if (possible.size() < 2) {
            return;
        }
        ComboBox<Runbook.Route> choice = new ComboBox<>();
        choice.setId("route");
        choice.getItems().setAll(possible);
        choice.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Runbook.@Nullable Route route) {
                        return route == null ? "" : route.name();
                    }

                    @Override
                    public Runbook.Route fromString(String text) {
                        throw new IllegalStateException("not editable");
                    }
                });
        Optional<String> wanted = session.wishProperty().get().route();
        choice.setValue(
                possible.stream()
                        .filter(route -> wanted.filter(route.id()::equals).isPresent())
                        .findFirst()
                        .orElse(possible.getFirst()));
        choice.setOnAction(event -> change(wish -> wish.onRoute(choice.getValue().id())));
        view.getChildren().add(Ui.field(texts.get("plan.route"), choice, new Label()));
    }

    private void window() {
        TextField field = new TextField(session.windowEndsProperty().get());
        field.setId("window-ends");
        field.setPromptText(texts.get("plan.window-example"));
        field.setMaxWidth(160);
        Label wrong = new Label();
        VBox box = Ui.field(texts.get("plan.window"), field, wrong);
        box.getChildren().add(Ui.text(texts.get("plan.window-help"), "muted", "small"));
        field.textProperty()
                .addListener((o, old, text) -> {
                    session.windowEndsProperty().set(text);
                    boolean known = text.isBlank() || WindowEnd.next(text, EXAMPLE).isPresent();
                    wrong.setText(known ? "" : texts.get("plan.window-wrong"));
                    Ui.shown(wrong, !known);
                });
        view.getChildren().add(box);
    }

    /// They have good defaults, so they stay folded until they are wanted.
    private void parameters() {
        List<Runbook.Parameter> all = found.runbook().parameters();
        if (all.isEmpty()) {
            return;
        }
        VBox fields = Ui.column(12);
        all.forEach(parameter -> fields.getChildren().add(parameter(parameter)));
        TitledPane options = new TitledPane(texts.count("plan.options", all.size()), fields);
        options.setId("options");
        options.getStyleClass().add("details");
        options.setAnimated(false);
        options.setExpanded(false);
        view.getChildren().add(options);
    }

    private Node parameter(Runbook.Parameter parameter) {
        String seen =
                parameter
                        .fact()
                        .flatMap(found.facts()::get)
                        .filter(v -> !v.isEmpty())
                        .orElse(parameter.otherwise());
        String now = session.wishProperty().get().parameters().getOrDefault(parameter.key(), seen);
        Node input = parameter.choices().isEmpty() ? free(parameter, now) : choice(parameter, now);
        input.setId("parameter-" + parameter.key());
        VBox field = Ui.field(parameter.label(), input, new Label());
        field.getChildren().add(Ui.text(parameter.help(), "muted", "small"));
        return field;
    }

    private Node free(Runbook.Parameter parameter, String now) {
        TextField field = new TextField(now);
        field.focusedProperty()
                .addListener((o, old, focused) -> {
                    if (!focused) {
                        set(parameter.key(), field.getText());
                    }
                });
        field.setOnAction(event -> set(parameter.key(), field.getText()));
        return field;
    }

    private Node choice(Runbook.Parameter parameter, String now) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(parameter.choices());
        box.setValue(now);
        box.setOnAction(event -> set(parameter.key(), box.getValue()));
        return box;
    }

    private void set(String key, String value) {
        change(wish -> wish.with(key, value));
    }
}
