package dev.handrail.ui.plan.options;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Runbook.Parameter;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.WindowSession;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;

/// The fields for the parameters of a product. Each change updates the upgrade request.
record ParameterFields(Texts texts, WindowSession session, DetectedProduct found) {

    /// Returns the fields in a folded pane, because their defaults are good in most cases. Empty
    /// when the runbook has no parameters.
    Optional<Node> createPane() {
        List<Parameter> all = found.runbook().parameters();
        return all.isEmpty() ? Optional.empty() : Optional.of(createPane(all));
    }

    private Node createPane(List<Parameter> all) {
        VBox fields = Ui.column(12);
        all.forEach(parameter -> fields.getChildren().add(parameterField(parameter)));
        TitledPane pane = new TitledPane(texts.pluralText("plan.options", all.size()), fields);
        pane.setId("options");
        pane.getStyleClass().add("details");
        pane.setAnimated(false);
        pane.setExpanded(false);
        return pane;
    }

    private Node parameterField(Parameter parameter) {
        String value = currentValue(parameter);
        Node input =
                parameter.choices().isEmpty()
                        ? textInput(parameter, value)
                        : choiceInput(parameter, value);
        input.setId("parameter-" + parameter.key());
        VBox field = Ui.labeledField(texts.inUserLanguage(parameter.label()), input, new Label());
        field.getChildren()
                .add(Ui.wrappedText(texts.inUserLanguage(parameter.help()), "muted", "small"));
        return field;
    }

    /// Returns the requested value, or the default value if the admin has not set any.
    private String currentValue(Parameter parameter) {
        return session.wishProperty()
                .get()
                .parameters()
                .getOrDefault(parameter.key(), defaultValue(parameter));
    }

    /// Returns the fact that the parameter names, if it has a value on this server; otherwise the
    /// default of the runbook.
    private String defaultValue(Parameter parameter) {
        return parameter
                .fact()
                .flatMap(found.facts()::get)
                .filter(value -> !value.isEmpty())
                .orElse(parameter.otherwise());
    }

    /// Updates the request on Enter or when the field loses the focus, not on every key, because
    /// each update makes a new plan.
    private Node textInput(Parameter parameter, String value) {
        TextField field = new TextField(value);
        field.focusedProperty()
                .addListener((o, old, focused) -> {
                    if (!focused) {
                        setParameter(parameter.key(), field.getText());
                    }
                });
        field.setOnAction(event -> setParameter(parameter.key(), field.getText()));
        return field;
    }

    private Node choiceInput(Parameter parameter, String value) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(parameter.choices());
        box.setValue(value);
        box.setOnAction(event -> setParameter(parameter.key(), box.getValue()));
        return box;
    }

    private void setParameter(String key, String value) {
        session.wishProperty().set(session.wishProperty().get().withParameter(key, value));
    }
}
