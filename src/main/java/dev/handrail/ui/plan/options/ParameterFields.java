package dev.handrail.ui.plan.options;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Runbook.Parameter;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.WindowSession;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import java.util.List;

/// The fields for the parameters of a product. Each change updates the upgrade request.
record ParameterFields(Texts texts, WindowSession session, DetectedProduct found) {

    /// Returns one field for each parameter of the runbook.
    List<Node> createFields() {
        return found.runbook().parameters().stream().map(this::parameterField).toList();
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
        box.setOnAction(event -> chooseValue(parameter, box.getValue()));
        followRequest(box, () -> box.setValue(currentValue(parameter)));
        return box;
    }

    /// A box that only follows the request, perhaps of another server by now, changes nothing.
    private void chooseValue(Parameter parameter, String value) {
        if (!value.equals(currentValue(parameter))) {
            setParameter(parameter.key(), value);
        }
    }

    /// Shows a value that another part of the page has requested, as long as the field exists.
    private void followRequest(Node field, Runnable update) {
        InvalidationListener changed = o -> update.run();
        field.getProperties().put(InvalidationListener.class, changed);
        session.wishProperty().addListener(new WeakInvalidationListener(changed));
    }

    private void setParameter(String key, String value) {
        session.wishProperty().set(session.wishProperty().get().withParameter(key, value));
    }
}
