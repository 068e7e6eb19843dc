package dev.handrail.ui;

import atlantafx.base.theme.Styles;

import dev.handrail.app.BugHandler;
import dev.handrail.app.Engine;
import dev.handrail.app.Engine.OpenResult;
import dev.handrail.app.EngineConfig;
import dev.handrail.model.Problem;
import dev.handrail.run.Journal;
import dev.handrail.ui.kit.ErrorWindow;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.FileDialogs;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// Opens Handrail with its window, or shows a window that says why it cannot open.
public final class WindowLauncher {
    private final EngineConfig config;
    private final Texts texts = new Texts(Locale.getDefault());
    private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();

    /// Keeps the configuration, with which it can open the engine a second time.
    WindowLauncher(EngineConfig config) {
        this.config = config.forWindow();
    }

    /// Shows the window and waits until it is closed. Returns the exit code, which is 0.
    public static int runWindow(EngineConfig config) throws InterruptedException {
        WindowLauncher launcher = new WindowLauncher(config);
        CountDownLatch closed = new CountDownLatch(1);
        OpenResult opening = Engine.open(launcher.config);
        Platform.startup(() -> launcher.openStage(opening, closed::countDown));
        closed.await();
        launcher.close();
        Platform.exit();
        return 0;
    }

    private void openStage(OpenResult opening, Runnable closed) {
        Platform.setImplicitExit(false);
        handleBugs();
        com.sun.glass.ui.Application.GetApplication().setName("Handrail"); // the WM_CLASS on X11
        Stage stage = new Stage();
        Theme.addWindowIcons(stage);
        stage.setOnHidden(event -> closed.run());
        showOpening(stage, opening);
    }

    /// Shows bugs that occur before the window opens or after it closes.
    private void handleBugs() {
        ErrorWindow errors = new ErrorWindow(texts, () -> null);
        BugHandler.install(config.log(), errors::showLater);
    }

    /// Closes the engine, if it was opened.
    void close() {
        Engine open = engine.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }

    /// Opens the main window, or shows the problem. For a damaged history it offers to move the
    /// history aside.
    void showOpening(Stage stage, OpenResult opening) {
        switch (opening) {
            case OpenResult.Ready ready -> showOpened(stage, ready.engine());
            case OpenResult.Failed failed -> showProblem(stage, failed.problem());
            case OpenResult.Damaged damaged ->
                    showProblem(stage, damaged.problem(), setAsideButton(stage));
        }
    }

    /// Shows first which run is damaged; the rest of the history can be used.
    private void showOpened(Stage stage, Engine opened) {
        engine.set(opened);
        Optional<Problem> damage =
                opened.journal().findDamagedRuns().stream()
                        .map(Journal.RunDamage::problem)
                        .filter(problem -> problem.key().startsWith("history-damaged"))
                        .findFirst();
        if (damage.isPresent()) {
            showProblem(stage, damage.get(), setAsideButton(stage), continueButton(stage, opened));
        } else {
            showWindow(stage, opened);
        }
    }

    private Button continueButton(Stage stage, Engine opened) {
        Button button = Ui.button(texts.get("start.continue"), () -> showWindow(stage, opened));
        button.setId("start-continue");
        return button;
    }

    private void showWindow(Stage stage, Engine opened) {
        FileDialogs files = new SystemFileDialogs(stage);
        new MainWindow(stage, opened, config.clock(), Locale.getDefault(), files);
    }

    private Button setAsideButton(Stage stage) {
        Button button =
                Ui.button(
                        texts.get("start.set-aside"),
                        () -> moveAsideAndReopen(stage),
                        Styles.ACCENT);
        button.setId("start-set-aside");
        return button;
    }

    /// Moves the damaged history aside and opens Handrail again, off the FX thread.
    private void moveAsideAndReopen(Stage stage) {
        Thread.ofVirtual()
                .start(() -> {
                    close();
                    Engine.setAsideHistory(config);
                    OpenResult again = Engine.open(config);
                    Platform.runLater(() -> showOpening(stage, again));
                });
    }

    /// Shows a problem with a button to quit after those of `more`.
    private void showProblem(Stage stage, Problem problem, Button... more) {
        new Theme();
        Button quit = Ui.button(texts.get("start.quit"), stage::close);
        quit.setId("start-quit");
        HBox buttons = Ui.row(8, more);
        buttons.getChildren().add(quit);
        Scene scene = new Scene(problemBox(problem, buttons), 620, 280);
        Theme.addStylesheets(scene);
        stage.setTitle("Handrail");
        stage.setScene(scene);
        stage.show();
    }

    /// Handrail can start with a history in which only some runs are damaged.
    private static String titleKey(Problem problem) {
        return problem.key().equals("history-damaged.run") ? "start.damaged" : "start.title";
    }

    private VBox problemBox(Problem problem, HBox buttons) {
        VBox box =
                Ui.column(
                        14,
                        Ui.pageTitle(texts.get(titleKey(problem))),
                        Ui.wrappedText(texts.inUserLanguage(problem.what())),
                        Ui.wrappedText(texts.inUserLanguage(problem.todo()), "muted"),
                        buttons);
        box.setPadding(new Insets(28));
        box.getStyleClass().add("dialog");
        return box;
    }
}
