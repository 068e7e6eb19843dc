package dev.handrail.ui.pages;

import dev.handrail.model.Run;
import dev.handrail.report.Reports;
import dev.handrail.run.Journal;
import dev.handrail.store.PrivateFiles;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Desk;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

import org.kordamp.ikonli.feather.Feather;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/// Writes a run's report into a file of the admin's choice.
final class ReportButtons {
    private final Desk desk;

    ReportButtons(Desk desk) {
        this.desk = desk;
    }

    HBox row(Run run) {
        return Ui.row(
                8,
                button("summary.save-html", () -> html(run)),
                button("summary.save-markdown", () -> markdown(run)),
                button("summary.save-json", () -> save("json", run, Reports::json)),
                Ui.button(
                        desk.texts().get("summary.copy-markdown"),
                        Feather.COPY,
                        () ->
                                desk.tasks()
                                        .of(() -> Reports.markdown(run, desk.engine().journal()))
                                        .onDone(Ui::copy)
                                        .start()));
    }

    void html(Run run) {
        save("html", run, Reports::html);
    }

    void markdown(Run run) {
        save("md", run, Reports::markdown);
    }

    private Button button(String key, Runnable action) {
        Button button = Ui.button(desk.texts().get(key), Feather.SAVE, action);
        button.setId(key.substring(key.indexOf('.') + 1));
        return button;
    }

    private void save(String extension, Run run, BiFunction<Run, Journal, String> report) {
        desk.files()
                .save("handrail-" + run.id() + "." + extension)
                .ifPresent(file -> write(file, run, report));
    }

    private void write(Path file, Run run, BiFunction<Run, Journal, String> report) {
        Texts texts = desk.texts();
        desk.tasks()
                .of(() -> {
                    PrivateFiles.export(file, report.apply(run, desk.engine().journal()));
                    return file;
                })
                .onDone(written ->
                        desk.overlay().tell(texts.get("summary.saved"), written.toString()))
                .onError(
                        IOException.class,
                        e -> desk.overlay().tell(texts.get("summary.not-saved", file), why(e)))
                .start();
    }

    private String why(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> desk.texts().get("summary.not-saved-denied");
            case NoSuchFileException _ -> desk.texts().get("summary.not-saved-gone");
            case FileSystemException refused when refused.getReason() != null ->
                    desk.texts().get("summary.not-saved-because", refused.getReason());
            default ->
                    desk.texts().get("summary.not-saved-because", String.valueOf(e.getMessage()));
        };
    }
}
