package dev.handrail.ui.plan;

import dev.handrail.model.Reversibility;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.ui.kit.ScriptView;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The details of a step: how it can be undone, the exact scripts, the variables of the plan, and
/// the source.
record StepDetails(Texts texts, Step step, Map<String, String> variables) {

    VBox buildView() {
        Step.StepInfo info = step.info();
        VBox details = Ui.column(10);
        details.getStyleClass().add("step-details");
        details.getChildren().add(Ui.wrappedText(reversibilityHelp(info), "muted"));
        details.getChildren().addAll(actionParts());
        if (!variables.isEmpty()) {
            details.getChildren().add(ScriptView.variablesView(texts, variables));
        }
        SourceNote.of(texts, info.source()).ifPresent(details.getChildren()::add);
        return details;
    }

    /// Says what can be lost by undoing the step, or by a step that undoes another one.
    private String reversibilityHelp(Step.StepInfo info) {
        if (!info.isUndo()) {
            return texts.of("reversibility-help", info.reversibility());
        }
        return texts.get(
                info.reversibility() == Reversibility.FREE
                        ? "reversibility-help.replaces-nothing"
                        : "reversibility-help.restores");
    }

    /// What the step does: its scripts, its instructions, or its list of files.
    private List<Node> actionParts() {
        return switch (step) {
            case Step.Script script -> scriptParts(script);
            case Step.Manual manual ->
                    List.of(Ui.wrappedText(texts.inUserLanguage(manual.instructions())));
            case Step.Merge merge -> List.of(scriptPart("step.merge", merge.files()));
            case Step.Copy copy -> List.of(scriptPart("step.copy", copy.files()));
        };
    }

    /// Returns the script of the step, then the scripts that check and undo it, if it has them.
    private List<Node> scriptParts(Step.Script script) {
        List<Node> parts = new ArrayList<>();
        parts.add(ScriptView.of(texts, script.run()));
        script.check().ifPresent(check -> parts.add(scriptPart("step.check", check)));
        script.undo().ifPresent(undo -> parts.add(scriptPart("step.undo", undo)));
        return parts;
    }

    private VBox scriptPart(String titleKey, ScriptText script) {
        Label title = Ui.wrappedText(texts.get(titleKey), "muted");
        return Ui.column(4, title, ScriptView.of(texts, script));
    }
}
