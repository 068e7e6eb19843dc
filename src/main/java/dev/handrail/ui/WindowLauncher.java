package dev.handrail.ui;

import atlantafx.base.theme.Styles;

import dev.handrail.app.BugHandler;
import dev.handrail.app.Engine;
import dev.handrail.app.Engine.OpenResult;
import dev.handrail.model.Problem;
import dev.handrail.ui.kit.ErrorWindow;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.kit.Ui;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// Opens Handrail with its window, or shows a window that says why it cannot open.
public final class WindowLauncher {
    private final Engine.EngineConfig config;
    private final Texts texts = new Texts(Locale.getDefault());
    private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();

    /// Keeps the configuration, with which it can open the engine a second time.
    WindowLauncher(Engine.EngineConfig config) {
        this.config = config;
    }

    /// Shows the window and waits until it is closed. Returns the exit code, which is 0.
    public static int runWindow(Engine.EngineConfig config) throws InterruptedException {
        WindowLauncher start = new WindowLauncher(config);
        CountDownLatch closed = new CountDownLatch(1);
        OpenResult opening = Engine.open(config);
        Platform.startup(() -> {
            Platform.setImplicitExit(false);
            start.handleBugs();
            Stage stage = new Stage();
            Theme.addWindowIcons(stage);
            stage.setOnHidden(event -> closed.countDown());
            start.showOpening(stage, opening);
        });
        closed.await();
        start.close();
        Platform.exit();
        return 0;
    }

    /// Shows bugs that occur before the window opens or after it closes.
    private void handleBugs() {
        ErrorWindow errors = new ErrorWindow(texts, () -> null);
        BugHandler.install(config.log(), errors::showLater);
    }

    /// Closes the engine, if it was opened.
    void close() {
        Engine open = engine.get();
        if (open != null) {
            open.close();
        }
    }

    /// Opens the main window, or shows the problem. For a damaged history it offers to move the
    /// history aside.
    void showOpening(Stage stage, OpenResult opening) {
        switch (opening) {
            case OpenResult.Ready ready -> {
                engine.set(ready.engine());
                new MainWindow(
                        stage,
                        ready.engine(),
                        config.clock(),
                        Locale.getDefault(),
                        new SystemFileDialogs(stage));
            }
            case OpenResult.Failed failed -> showProblem(stage, failed.problem(), null);
            case OpenResult.Damaged damaged -> {
                Button aside = Ui.button(texts.get("start.set-aside"), () -> {}, Styles.ACCENT);
                aside.setId("start-set-aside");
                aside.setOnAction(event -> moveAsideAndReopen(stage));
                showProblem(stage, damaged.problem(), aside);
            }
        }
    }

    /// Moves the damaged history aside and opens Handrail again, off the FX thread.
    private void moveAsideAndReopen(Stage stage) {
        Thread.ofVirtual()
                .start(() -> {
                    Engine.setAsideHistory(config);
                    OpenResult again = Engine.open(config);
                    Platform.runLater(() -> showOpening(stage, again));
                });
    }

    /// Shows a problem with a button to quit; `more` is another button, or null.
    private void showProblem(Stage stage, Problem problem, @Nullable Button more) {
        new Theme();
        Button quit = Ui.button(texts.get("start.quit"), stage::close);
        quit.setId("start-quit");
        VBox box =
                Ui.column(
                        14,
                        Ui.pageTitle(texts.get("start.title")),
                        Ui.wrappedText(texts.inUserLanguage(problem.what())),
                        Ui.wrappedText(texts.inUserLanguage(problem.todo()), "muted"));
        box.getChildren().add(more == null ? Ui.row(8, quit) : Ui.row(8, more, quit));
        box.setPadding(new Insets(28));
        box.getStyleClass().add("dialog");
        Scene scene = new Scene(box, 620, 280);
        Theme.addStylesheets(scene);
        stage.setTitle("Handrail");
        stage.setScene(scene);
        stage.show();
    }
}
