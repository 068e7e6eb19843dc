package dev.handrail.ui.kit;

import dev.handrail.model.Phase;

/// The title of a phase and the sentence below it. A roll-back restores where an upgrade migrates.
public record PhaseText(Texts texts, boolean rollback) {

    public String phaseTitle(Phase phase) {
        return rollback && phase == Phase.MIGRATE
                ? texts.get("phase.restore")
                : texts.of("phase", phase);
    }

    public String phaseLead(Phase phase) {
        if (!rollback) {
            return texts.of("phase-lead", phase);
        }
        return switch (phase) {
            case MIGRATE -> texts.get("phase-lead.restore");
            case STOP -> texts.get("phase-lead.rollback-stop");
            default -> texts.of("phase-lead", phase);
        };
    }
}
