package dev.handrail.ui.history;

import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;

import java.util.Map;

/// The admin's own note about a run, which a button saves.
final class NoteField {
    private static final int ROWS = 3;

    private final PageContext context;
    private final RunSummary run;
    private final Map<String, String> notes;
    private final Map<String, String> drafts;
    private final TextArea area = new TextArea();
    private final StringProperty saved = new SimpleStringProperty();

    /// `notes`: all notes by run, as the page knows them; a saved one replaces the old one there.
    /// `drafts`: what the admin has typed and not saved, by run.
    NoteField(
            PageContext context,
            RunSummary run,
            Map<String, String> notes,
            Map<String, String> drafts) {
        this.drafts = drafts;
        this.context = context;
        this.run = run;
        this.notes = notes;
        saved.set(notes.getOrDefault(run.id(), ""));
        area.setText(drafts.getOrDefault(run.id(), saved.get()));
        area.textProperty().addListener(o -> keepDraft());
        area.setId("run-note");
        area.setWrapText(true);
        area.setPrefRowCount(ROWS);
        area.setPromptText(context.texts().get("history.note-help"));
        area.setAccessibleText(context.texts().get("history.note"));
        area.setEditable(context.engine().journal().readOnlyReason().isEmpty());
    }

    Node view() {
        Texts texts = context.texts();
        Button save = Ui.button(texts.get("history.note-save"), this::saveNote);
        save.setId("run-note-save");
        save.disableProperty().bind(area.textProperty().isEqualTo(saved));
        return Ui.column(4, Ui.label(texts.get("history.note"), "strong"), area, save);
    }

    private void keepDraft() {
        if (area.getText().equals(saved.get())) {
            drafts.remove(run.id());
        } else {
            drafts.put(run.id(), area.getText());
        }
    }

    private void saveNote() {
        Journal journal = context.engine().journal();
        String text = area.getText();
        context.tasks()
                .of(() -> {
                    journal.writeNote(run.id(), text);
                    return text;
                })
                .onDone(written -> {
                    notes.put(run.id(), written);
                    saved.set(written);
                    keepDraft();
                })
                .onError(
                        Journal.JournalUnwritable.class,
                        e -> context.overlay().showProblem(e.problem()))
                .start();
    }
}
