package dev.handrail.ui.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Run;
import dev.handrail.report.ReportRenderer;
import dev.handrail.run.Journal;
import dev.handrail.store.file.PrivateFiles;
import dev.handrail.text.MessageFormatter;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;

import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

import org.kordamp.ikonli.feather.Feather;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/// The menu that saves the report of a run to a file that the admin chooses.
public final class ReportButtons {
    private final PageContext context;

    public ReportButtons(PageContext context) {
        this.context = context;
    }

    /// Returns a menu that saves the report in four formats, or copies it to the clipboard as
    /// Markdown.
    MenuButton exportMenu(Run run) {
        MenuButton menu =
                new MenuButton(
                        context.texts().get("summary.export"),
                        Ui.icon(Feather.SAVE),
                        createItem("summary.save-html", () -> saveHtml(run)),
                        createItem("summary.save-pdf", () -> savePdf(run)),
                        createItem("summary.save-markdown", () -> saveMarkdown(run)),
                        createItem("summary.save-json", () -> saveJson(run)),
                        createItem("summary.copy-markdown", () -> copyMarkdown(run)));
        menu.setId("export");
        return menu;
    }

    private void saveJson(Run run) {
        saveText("json", run, ReportRenderer::renderJson);
    }

    private void savePdf(Run run) {
        MessageFormatter formatter = context.texts().formatter();
        saveReport("pdf", run, (of, from) -> ReportRenderer.renderPdf(of, from, formatter));
    }

    private void saveText(String extension, Run run, BiFunction<Run, Journal, String> report) {
        saveReport(extension, run, (of, from) -> report.apply(of, from).getBytes(UTF_8));
    }

    /// Renders the report in the background and puts it on the clipboard.
    private void copyMarkdown(Run run) {
        Journal journal = context.engine().journal();
        MessageFormatter formatter = context.texts().formatter();
        context.tasks()
                .of(() -> ReportRenderer.renderMarkdown(run, journal, formatter))
                .onDone(Ui::copyToClipboard)
                .start();
    }

    /// Saves the report as HTML in the admin's language. Does nothing when the admin cancels the
    /// file dialog.
    public void saveHtml(Run run) {
        MessageFormatter formatter = context.texts().formatter();
        saveText("html", run, (of, from) -> ReportRenderer.renderHtml(of, from, formatter));
    }

    /// Saves the report as Markdown in the admin's language. Does nothing when the admin cancels
    /// the file dialog.
    public void saveMarkdown(Run run) {
        MessageFormatter formatter = context.texts().formatter();
        saveText("md", run, (of, from) -> ReportRenderer.renderMarkdown(of, from, formatter));
    }

    /// The part of `key` after the dot is the id of the item.
    private MenuItem createItem(String key, Runnable action) {
        MenuItem item = new MenuItem(context.texts().get(key));
        item.setId(key.substring(key.indexOf('.') + 1));
        item.setOnAction(event -> action.run());
        return item;
    }

    /// Asks for a file, and suggests a name with the id of the run.
    private void saveReport(String extension, Run run, BiFunction<Run, Journal, byte[]> report) {
        context.files()
                .chooseSaveFile("handrail-" + run.id() + "." + extension)
                .ifPresent(file -> writeReport(file, run, report));
    }

    /// Renders and writes the report on a background thread, then names the file, or the reason why
    /// it could not be written.
    private void writeReport(Path file, Run run, BiFunction<Run, Journal, byte[]> report) {
        Texts texts = context.texts();
        Overlay overlay = context.overlay();
        context.tasks()
                .of(() -> {
                    PrivateFiles.exportBytes(file, report.apply(run, context.engine().journal()));
                    return file;
                })
                .onDone(saved -> overlay.showMessage(texts.get("summary.saved"), saved.toString()))
                .onError(IOException.class, e -> showFailure(file, e))
                .start();
    }

    private void showFailure(Path file, IOException e) {
        String title = context.texts().get("summary.not-saved", file);
        context.overlay().showMessage(title, explainFailure(e));
    }

    /// Returns the reason in the admin's language, or the text of the operating system for a
    /// failure without a message of its own.
    private String explainFailure(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> context.texts().get("summary.not-saved-denied");
            case NoSuchFileException _ -> context.texts().get("summary.not-saved-gone");
            case FileSystemException refused when refused.getReason() != null ->
                    context.texts().get("summary.not-saved-because", refused.getReason());
            default ->
                    context.texts()
                            .get("summary.not-saved-because", String.valueOf(e.getMessage()));
        };
    }
}
