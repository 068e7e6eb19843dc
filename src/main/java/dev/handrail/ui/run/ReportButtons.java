package dev.handrail.ui.run;

import dev.handrail.model.Run;
import dev.handrail.report.ReportRenderer;
import dev.handrail.run.Journal;
import dev.handrail.store.file.PrivateFiles;
import dev.handrail.text.MessageFormatter;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

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
public final class ReportButtons {
    private final PageContext desk;

    public ReportButtons(PageContext desk) {
        this.desk = desk;
    }

    HBox buttonRow(Run run) {
        return Ui.row(
                8,
                createButton("summary.save-html", () -> saveHtml(run)),
                createButton("summary.save-markdown", () -> saveMarkdown(run)),
                createButton(
                        "summary.save-json",
                        () -> saveReport("json", run, ReportRenderer::renderJson)),
                Ui.button(
                        desk.texts().get("summary.copy-markdown"),
                        Feather.COPY,
                        () ->
                                desk.tasks()
                                        .of(() ->
                                                ReportRenderer.renderMarkdown(
                                                        run,
                                                        desk.engine().journal(),
                                                        desk.texts().formatter()))
                                        .onDone(Ui::copyToClipboard)
                                        .start()));
    }

    public void saveHtml(Run run) {
        MessageFormatter formatter = desk.texts().formatter();
        saveReport("html", run, (of, from) -> ReportRenderer.renderHtml(of, from, formatter));
    }

    public void saveMarkdown(Run run) {
        MessageFormatter formatter = desk.texts().formatter();
        saveReport("md", run, (of, from) -> ReportRenderer.renderMarkdown(of, from, formatter));
    }

    private Button createButton(String key, Runnable action) {
        Button button = Ui.button(desk.texts().get(key), Feather.SAVE, action);
        button.setId(key.substring(key.indexOf('.') + 1));
        return button;
    }

    private void saveReport(String extension, Run run, BiFunction<Run, Journal, String> report) {
        desk.files()
                .chooseSaveFile("handrail-" + run.id() + "." + extension)
                .ifPresent(file -> writeReport(file, run, report));
    }

    private void writeReport(Path file, Run run, BiFunction<Run, Journal, String> report) {
        Texts texts = desk.texts();
        desk.tasks()
                .of(() -> {
                    PrivateFiles.exportText(file, report.apply(run, desk.engine().journal()));
                    return file;
                })
                .onDone(written ->
                        desk.overlay().showMessage(texts.get("summary.saved"), written.toString()))
                .onError(
                        IOException.class,
                        e ->
                                desk.overlay()
                                        .showMessage(
                                                texts.get("summary.not-saved", file),
                                                explainFailure(e)))
                .start();
    }

    private String explainFailure(IOException e) {
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
