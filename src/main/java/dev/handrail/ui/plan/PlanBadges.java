package dev.handrail.ui.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Reversibility;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.control.Label;

/// Badges for the reversibility of a step and the severity of a finding.
final class PlanBadges {
    private PlanBadges() {}

    /// Returns a badge that says how a step can be undone; screen readers read the longer
    /// explanation.
    static Label of(Texts texts, Reversibility reversibility) {
        String style =
                switch (reversibility) {
                    case FREE -> "badge-quiet";
                    case NEEDS_RESTORE -> "badge-warning";
                    case ONE_WAY -> "badge-danger";
                };
        Label chip = Ui.badge(texts.of("reversibility", reversibility), style);
        Ui.setAccessibleName(chip, texts.of("reversibility-help", reversibility));
        return chip;
    }

    /// Returns a badge for a step of a roll-back that restores the backup.
    static Label ofRestore(Texts texts) {
        Label chip = Ui.badge(texts.get("reversibility.restores"), "badge-warning");
        Ui.setAccessibleName(chip, texts.get("reversibility-help.restores"));
        return chip;
    }

    /// Returns a badge with the severity in the admin's language.
    static Label of(Texts texts, Finding.Severity severity) {
        String style =
                switch (severity) {
                    case BLOCKER -> "badge-danger";
                    case WARNING -> "badge-warning";
                    case INFO -> "badge-accent";
                };
        return Ui.badge(texts.of("severity", severity), style);
    }
}
