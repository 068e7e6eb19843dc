package dev.handrail.ui.settings;

import atlantafx.base.theme.Styles;

import dev.handrail.app.ProblemReport;
import dev.handrail.app.ProductVersion;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.file.PrivateFiles;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Shows what a report of a problem would say, lets the admin change it, and saves it as one file.
/// Handrail sends it nowhere.
final class ProblemReportCard {
    private static final double WIDTH = 760;

    private final PageContext context;
    private final Texts texts;
    private final TextArea text = new TextArea();
    private final CheckBox withRun = new CheckBox();
    private Optional<RunSummary> newest = Optional.empty();

    ProblemReportCard(PageContext context) {
        this.context = context;
        this.texts = context.texts();
        text.setId("problem-report-text");
        text.setAccessibleText(texts.get("settings.problem-title"));
        text.setPrefRowCount(16);
        text.getStyleClass().add("mono");
        withRun.setId("problem-report-run");
        withRun.setWrapText(true);
        withRun.setOnAction(event -> loadText());
        Ui.setShown(withRun, false);
    }

    /// The version, and a button that shows the card.
    static List<Node> aboutPart(PageContext context) {
        Texts texts = context.texts();
        String java = Runtime.version().toString();
        Button report =
                Ui.button(
                        texts.get("settings.problem-open"),
                        () -> new ProblemReportCard(context).showCard());
        report.setId("problem-report");
        String version = texts.get("settings.version", ProductVersion.text(), java);
        return List.of(
                Ui.sectionTitle(texts.get("settings.about")),
                Ui.row(12, Ui.growAlways(Ui.wrappedText(version)), report));
    }

    void showCard() {
        Overlay overlay = context.overlay();
        Button close = Ui.button(texts.get("common.close"), overlay::close);
        Button copy = Ui.button(texts.get("common.copy"), () -> Ui.copyToClipboard(text.getText()));
        Button save = Ui.button(texts.get("settings.problem-save"), this::saveFile, Styles.ACCENT);
        save.setId("problem-report-save");
        overlay.showCard(createCard(), Overlay.buttonRow(close, copy, save), save, overlay::close);
        loadRuns();
        loadText();
    }

    private VBox createCard() {
        VBox card =
                Overlay.createCard(
                        texts.get("settings.problem-title"),
                        Ui.wrappedText(texts.get("settings.problem-text")),
                        text,
                        withRun);
        card.setPrefWidth(WIDTH);
        return card;
    }

    /// Offers the newest run.
    private void loadRuns() {
        context.tasks()
                .of(() -> context.engine().journal().listRuns().stream().findFirst())
                .onDone(this::offerRun)
                .start();
    }

    private void offerRun(Optional<RunSummary> run) {
        newest = run;
        Ui.setShown(withRun, run.isPresent());
        run.ifPresent(found ->
                withRun.setText(
                        Ui.safeText(
                                texts.get(
                                        "settings.problem-with-run",
                                        found.product(),
                                        found.server()))));
    }

    /// Makes the text anew; changes of the admin are lost.
    private void loadText() {
        Optional<String> run = withRun.isSelected() ? newest.map(RunSummary::id) : Optional.empty();
        context.tasks()
                .of(() -> ProblemReport.describe(context.engine(), run))
                .onDone(made -> text.setText(Ui.safeText(made)))
                .start();
    }

    private void saveFile() {
        context.files().chooseSaveFile("handrail-problem.txt").ifPresent(this::writeFile);
    }

    /// Saves exactly what the card shows.
    private void writeFile(Path file) {
        String shown = text.getText();
        Overlay overlay = context.overlay();
        context.tasks()
                .of(() -> {
                    PrivateFiles.exportText(file, shown);
                    return file;
                })
                .onDone(saved -> overlay.showMessage(texts.get("summary.saved"), saved.toString()))
                .onError(
                        IOException.class,
                        e ->
                                overlay.showMessage(
                                        texts.get("summary.not-saved", file),
                                        String.valueOf(e.getMessage())))
                .start();
    }
}
