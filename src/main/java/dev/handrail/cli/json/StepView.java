package dev.handrail.cli.json;

import dev.handrail.model.Step;
import dev.handrail.report.MessageView;

import org.jspecify.annotations.Nullable;

/// A step of a plan. `kind`: `script`, `manual`, `merge` or `copy`. `role`: the server on which it
/// runs. `reversibility`: how it can be undone. `skippable`: the admin may skip it.
record StepView(
        String id,
        String kind,
        String phase,
        String title,
        @Nullable MessageView titleMessage,
        String why,
        @Nullable MessageView whyMessage,
        String role,
        String reversibility,
        boolean skippable,
        String source) {

    static StepView of(Step step) {
        Step.StepInfo info = step.info();
        return new StepView(
                info.id(),
                kindOf(step),
                StableNames.toKebabCase(info.phase()),
                MessageView.englishText(info.title()),
                MessageView.of(info.title()),
                MessageView.englishText(info.why()),
                MessageView.of(info.why()),
                info.role(),
                StableNames.toKebabCase(info.reversibility()),
                info.skippable(),
                info.source());
    }

    /// Scripts rely on these words, so they do not follow the names of the Java types.
    private static String kindOf(Step step) {
        return switch (step) {
            case Step.Script _ -> "script";
            case Step.Manual _ -> "manual";
            case Step.Merge _ -> "merge";
            case Step.Copy _ -> "copy";
        };
    }
}
