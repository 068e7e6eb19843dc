package dev.handrail.ui.plan;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;

import java.util.Optional;

/// Says where a statement of the runbook comes from.
public final class SourceNote {
    private SourceNote() {}

    /// Returns a small line with the source, or empty when the runbook names none.
    public static Optional<Node> of(Texts texts, String source) {
        return source.isEmpty()
                ? Optional.empty()
                : Optional.of(Ui.wrappedText(texts.get("common.source", source), "muted", "small"));
    }
}
