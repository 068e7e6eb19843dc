package dev.handrail.ui.servers;

import dev.handrail.ui.kit.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;

import org.controlsfx.control.SegmentedButton;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lets the admin choose the environment of a server: one of the usual names, or another name as
/// text. Text and buttons exclude each other, so each clears the other.
final class EnvironmentChoice {
    /// The usual names as they are saved. The empty one means no environment.
    private static final List<String> ENVIRONMENTS = List.of("", "production", "staging", "test");

    private final Texts texts;
    private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();
    private final TextField ownName = new TextField();
    private final FlowPane view;

    EnvironmentChoice(Texts texts) {
        this.texts = texts;
        SegmentedButton segments = new SegmentedButton();
        ENVIRONMENTS.forEach(name -> buttons.put(name, new ToggleButton(labelOf(name))));
        segments.getButtons().addAll(buttons.values());
        segments.getButtons().getFirst().setSelected(true);
        segments.getToggleGroup()
                .selectedToggleProperty()
                .addListener((o, old, now) -> {
                    if (now != null) {
                        ownName.clear();
                    }
                });
        configureOwnName();
        view = new FlowPane(12, 8, segments, ownName);
        view.setAlignment(Pos.CENTER_LEFT);
    }

    private String labelOf(String environment) {
        return environment.isEmpty()
                ? texts.get("connect.no-environment")
                : texts.get("environment." + environment);
    }

    /// Typing a name releases all buttons.
    private void configureOwnName() {
        ownName.setId("environment");
        ownName.setPromptText(texts.get("connect.own-environment"));
        ownName.setAccessibleText(texts.get("connect.own-environment"));
        ownName.setPrefColumnCount(12);
        ownName.textProperty()
                .addListener((o, old, text) -> {
                    if (!text.isBlank()) {
                        buttons.values().forEach(button -> button.setSelected(false));
                    }
                });
    }

    Node view() {
        return view;
    }

    /// Returns the chosen or typed name without blanks at its ends; empty for no environment.
    String chosenName() {
        return buttons.entrySet().stream()
                .filter(entry -> entry.getValue().isSelected())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(ownName.getText().strip());
    }

    /// Selects the button for a usual name, or puts any other name into the text field.
    void chooseName(String environment) {
        String usual = buttons.containsKey(environment) ? environment : "";
        buttons.forEach((name, button) -> button.setSelected(name.equals(usual)));
        if (!usual.equals(environment)) {
            ownName.setText(environment);
        }
    }
}
