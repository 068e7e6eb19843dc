package dev.handrail.ui.plan;

import dev.handrail.model.Runbook;
import dev.handrail.ui.kit.Texts;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;

import java.util.List;
import java.util.Optional;

/// The tick with which the admin says that the release notes are read. It holds as long as the plan
/// has the same notes.
final class NotesConsent {
    private final CheckBox tick = new CheckBox();
    private List<Runbook.Note> notes = List.of();

    /// `changed`: called when the admin ticks the box, or takes the tick away.
    NotesConsent(Texts texts, Runnable changed) {
        tick.setText(texts.get("plan.notes-read"));
        tick.setId("notes-read");
        tick.setWrapText(true);
        tick.setOnAction(event -> changed.run());
    }

    /// Asks for these notes. Without notes there is nothing to tick.
    void askFor(List<Runbook.Note> next) {
        tick.setSelected(tick.isSelected() && next.equals(notes));
        notes = next;
    }

    Optional<Node> control() {
        return notes.isEmpty() ? Optional.empty() : Optional.of(tick);
    }

    /// True as well without notes.
    boolean isGiven() {
        return notes.isEmpty() || tick.isSelected();
    }

    void focusTick() {
        tick.requestFocus();
    }
}
