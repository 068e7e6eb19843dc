package dev.handrail.ui.kit;

import dev.handrail.model.ScriptText;

import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.Map;
import java.util.stream.Collectors;

/// Shows a script exactly as it will run, and the variables that it gets.
public final class ScriptView {
    private static final int MOST_ROWS = 22;

    private ScriptView() {}

    /// The file name, the first 12 digits of the SHA-256, a button to copy, and the text of the
    /// script.
    public static VBox of(Texts texts, ScriptText script) {
        TextArea area = textArea(script.text());
        area.setAccessibleText(script.file());
        return Ui.column(4, headerRow(texts, script), area);
    }

    private static HBox headerRow(Texts texts, ScriptText script) {
        String hash = "sha256 " + script.sha256Hex().substring(0, 12);
        return Ui.row(
                8,
                Ui.label(script.file(), "mono", "strong"),
                Ui.label(hash, "mono", "muted", "small"),
                Ui.spacer(),
                Ui.copyButton(texts, script::text));
    }

    /// The variables in the form `NAME=value`, one per line.
    public static VBox variablesView(Texts texts, Map<String, String> variables) {
        String text =
                variables.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n"));
        return Ui.column(4, Ui.label(texts.get("step.variables"), "strong"), textArea(text));
    }

    /// A read-only text area as high as its text, up to 22 rows.
    public static TextArea textArea(String text) {
        TextArea area = new TextArea(Ui.safeText(text));
        area.setEditable(false);
        area.getStyleClass().addAll("mono", "script");
        area.setPrefRowCount(Math.clamp(text.lines().count(), 1, MOST_ROWS));
        return area;
    }
}
