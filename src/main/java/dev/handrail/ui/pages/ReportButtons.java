package dev.handrail.ui.pages;

import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.report.Reports;
import dev.handrail.run.Journal;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Desk;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;

import org.kordamp.ikonli.feather.Feather;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
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
        return Ui.button(desk.texts().get(key), Feather.SAVE, action);
    }

    private void save(String extension, Run run, BiFunction<Run, Journal, String> report) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("handrail-" + run.id() + "." + extension);
        File file = chooser.showSaveDialog(desk.overlay().getScene().getWindow());
        if (file != null) {
            write(file, run, report);
        }
    }

    private void write(File file, Run run, BiFunction<Run, Journal, String> report) {
        desk.tasks()
                .of(() ->
                        Files.writeString(
                                file.toPath(), report.apply(run, desk.engine().journal())))
                .onError(
                        IOException.class,
                        e ->
                                desk.overlay()
                                        .tell(
                                                new Problem(
                                                        "report.not-written",
                                                        desk.texts()
                                                                .get(
                                                                        "summary.not-saved",
                                                                        file.getPath()),
                                                        String.valueOf(e.getMessage()))))
                .start();
    }
}
