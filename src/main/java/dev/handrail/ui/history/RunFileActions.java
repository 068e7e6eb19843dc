package dev.handrail.ui.history;

import dev.handrail.app.Engine;
import dev.handrail.model.Problem;
import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.history.archive.ImportResult;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Exports a run to a file that the admin chooses, and imports one.
final class RunFileActions {
    private final PageContext context;
    private final Texts texts;
    private final Overlay overlay;
    private final Engine engine;

    RunFileActions(PageContext context) {
        this.context = context;
        this.texts = context.texts();
        this.overlay = context.overlay();
        this.engine = context.engine();
    }

    /// Does nothing when the admin cancels the file dialog.
    void exportRun(RunSummary run) {
        context.files()
                .chooseSaveFile("handrail-" + run.id() + ".handrail-run")
                .ifPresent(file -> writeRun(run, file));
    }

    private void writeRun(RunSummary run, Path file) {
        context.tasks()
                .of(() -> engine.exportRun(run.id(), file))
                .onDone(damage -> showExported(file, damage))
                .onError(IOException.class, e -> showUnwritten(file, e))
                .onError(JournalUnwritable.class, e -> overlay.showProblem(e.problem()))
                .start();
    }

    private void showExported(Path file, Optional<Problem> damage) {
        damage.ifPresentOrElse(
                overlay::showProblem,
                () -> overlay.showMessage(texts.get("history.exported"), file.toString()));
    }

    private void showUnwritten(Path file, IOException e) {
        overlay.showMessage(
                texts.get("summary.not-saved", file),
                texts.get("summary.not-saved-because", String.valueOf(e.getMessage())));
    }

    /// `imported`: called when the history has the run of the file. Does nothing when the admin
    /// cancels the file dialog.
    void importRun(Runnable imported) {
        Path home = Path.of(System.getProperty("user.home"));
        context.files()
                .chooseFile(texts.get("history.import"), home)
                .ifPresent(file -> readRun(file, imported));
    }

    private void readRun(Path file, Runnable imported) {
        context.tasks()
                .of(() -> engine.importRun(file))
                .onDone(result -> showImported(result, imported))
                .onError(JournalUnwritable.class, e -> overlay.showProblem(e.problem()))
                .start();
    }

    private void showImported(ImportResult result, Runnable imported) {
        switch (result) {
            case ImportResult.Imported(String run) -> {
                overlay.showMessage(texts.get("history.imported"), run);
                imported.run();
            }
            case ImportResult.Present(String run) ->
                    overlay.showMessage(texts.get("history.import-present"), run);
            case ImportResult.Refused refused -> overlay.showProblem(refused.problem());
        }
    }
}
