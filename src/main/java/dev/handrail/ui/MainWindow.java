package dev.handrail.ui;

import dev.handrail.app.BugHandler;
import dev.handrail.app.Engine;
import dev.handrail.model.Run;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunOutcome;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.guide.GuideChapters;
import dev.handrail.ui.kit.BackgroundTasks;
import dev.handrail.ui.kit.ErrorWindow;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.page.FileDialogs;
import dev.handrail.ui.page.Navigator;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.page.PageRegistry;
import dev.handrail.ui.palette.CommandPalette;
import dev.handrail.ui.session.RehearsalLauncher.CopyRemoval;
import dev.handrail.ui.session.RunLauncher;
import dev.handrail.ui.session.WindowSession;
import dev.handrail.ui.settings.AppearanceSettings;
import dev.handrail.ui.settings.SettingsCard;
import dev.handrail.ui.shell.ConnectionQuestionCards;
import dev.handrail.ui.shell.DesktopNotifier;
import dev.handrail.ui.shell.KeyboardShortcuts;
import dev.handrail.ui.shell.WindowFrame;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// The window: it creates all its parts and connects them, and it opens pages. It belongs to the FX
/// thread.
public final class MainWindow implements Navigator {
    private final Texts texts;
    private final WindowSession session;
    private final Overlay overlay;
    private final PageContext context;
    private final PageRegistry pages = PageFactory.createRegistry();
    private final WindowFrame frame;
    private final Stage stage;
    private final WindowState state;
    private final AppearanceSettings appearance;
    private final SettingsCard settings;
    private final KeyboardShortcuts shortcuts;

    /// Builds the window on a stage and shows it with the home page.
    public MainWindow(Stage stage, Engine engine, Clock clock, Locale locale, FileDialogs files) {
        this.stage = stage;
        this.texts = new Texts(locale);
        BugHandler bugs = handleBugs(engine);
        BackgroundTasks tasks = new BackgroundTasks(bugs::report);
        BorderPane base = new BorderPane();
        this.overlay = new Overlay(texts, base);
        this.session =
                new WindowSession(
                        engine, tasks, new ConnectionQuestionCards(texts, overlay)::showQuestion);
        RunLauncher runs = new RunLauncher(engine, texts, tasks, session, clock);
        runs.onAutoRollback(this::goToRun);
        this.context =
                new PageContext(engine, texts, tasks, session, runs, this, overlay, files, clock);
        this.appearance =
                new AppearanceSettings(
                        new Theme(), new SimpleDoubleProperty(1), new SimpleBooleanProperty(true));
        this.shortcuts = new KeyboardShortcuts(texts, overlay);
        this.settings = new SettingsCard(context, appearance);
        this.frame = new WindowFrame(context, pages, base, appearance.theme());
        frame.addToolButton(Feather.SETTINGS, "settings.title", "settings", settings::showCard);
        frame.addToolButton(Feather.COMMAND, "shortcuts.title", "help", shortcuts::showSheet);
        frame.addToolButton(Feather.HELP_CIRCLE, "guide.title", "guide", this::goToGuide);
        Scene scene = new Scene(frame, 1180, 780);
        Theme.addStylesheets(scene);
        this.state = new WindowState(stage, frame, appearance, engine.settings());
        new WindowShortcuts(shortcuts, this, frame)
                .installOn(scene, appearance, settings, new CommandPalette(context));
        stage.setScene(scene);
        stage.setTitle("Handrail");
        stage.setMinWidth(720);
        stage.setMinHeight(480);
        stage.setOnCloseRequest(event -> {
            if (!close()) {
                event.consume();
            }
        });
        state.restoreSettings(tasks);
        DesktopAlerts alerts = new DesktopAlerts(texts, engine.clock(), this::alertDesktop);
        session.runProperty().addListener((o, old, model) -> alerts.watchRun(model));
        runs.rehearsals().removalProperty().addListener((o, old, now) -> tellRemoval(now));
        goToPage(PageKind.HOME);
        stage.show();
        state.fitToScreen();
        PageWarmup.startOnce(context, pages);
    }

    /// Shows every bug of this process above the window, until the window is closed.
    private BugHandler handleBugs(Engine engine) {
        ErrorWindow errors = new ErrorWindow(texts, () -> stage.isShowing() ? stage : null);
        BugHandler bugs = BugHandler.install(engine.log(), errors::showLater);
        stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, event -> bugs.close());
        return bugs;
    }

    /// Shows a notification, unless the window has the focus or the admin turned notifications off.
    private void alertDesktop(String text) {
        if (appearance.notifications().get() && stage.isShowing() && !stage.isFocused()) {
            context.tasks().execute(() -> DesktopNotifier.showNotification("Handrail", text));
        }
    }

    @Override
    public void goToPage(PageLocation location) {
        if (location.run().isPresent()) {
            context.runs().openRun(location.run().get(), this::goToRun);
            return;
        }
        frame.showPage(location, pages.createPage(context, location));
        location.outputLine()
                .ifPresent(line ->
                        location.outputText()
                                .ifPresentOrElse(
                                        text -> frame.consolePane().showMatch(line, text),
                                        () -> goToLine(line)));
    }

    @Override
    public void goToRun() {
        RunModel model = session.runProperty().get();
        if (model == null) {
            goToPage(PageKind.HOME);
        } else if (model.runProperty().get() instanceof Run run) {
            goToPage(currentPage(run));
        } else if (model.endedProperty().get() instanceof RunOutcome.Stuck stuck) {
            showStuck(stuck);
        } else {
            retryGoToRun();
        }
    }

    @Override
    public void goToGuide() {
        PageLocation here = frame.currentLocation();
        if (here.kind() != PageKind.GUIDE) {
            goToPage(GuideChapters.chapterFor(here));
        }
    }

    /// Tries again after the next events, because the first one has not arrived yet.
    private void retryGoToRun() {
        context.tasks().of(() -> true).onDone(again -> goToRun()).start();
    }

    /// The page of the current step, or the summary after the last one.
    private static PageLocation currentPage(Run run) {
        PageLocation summary = PageLocation.of(PageKind.SUMMARY);
        return run.status() == Run.RunStatus.FINISHED
                ? summary
                : RunSteps.findCurrentStep(run).map(MainWindow::stepPage).orElse(summary);
    }

    private static PageLocation stepPage(Run.StepRun step) {
        return new PageLocation(PageKind.of(step.step().info().phase()), step.hop());
    }

    /// Says why a run could not begin; the admin stays at the plan.
    private void showStuck(RunOutcome.Stuck stuck) {
        boolean atPlan = frame.currentLocation().kind() == PageKind.PLAN;
        goToPage(atPlan ? PageKind.PLAN : PageKind.HOME);
        overlay.showProblem(stuck.problem());
    }

    /// The summary of the run in a copy says itself why that is still there.
    private void tellRemoval(CopyRemoval now) {
        RunModel shown = session.runProperty().get();
        if (shown == null || !shown.id().equals(now.run())) {
            now.left().ifPresent(overlay::showProblem);
        }
    }

    @Override
    public void goToLine(long line) {
        frame.consolePane().consoleView().scrollToLine(line);
    }

    @Override
    public void setConsoleHidden(boolean hidden) {
        frame.setConsoleHidden(hidden);
    }

    /// Returns whether the window may close now. While runs are live, it asks first and returns
    /// false; recorded runs need no question.
    private boolean close() {
        List<RunModel> runs = session.activeRuns();
        if (runs.stream().allMatch(MainWindow::isRecorded)) {
            leaveRuns(runs);
            return true;
        }
        askToClose(runs);
        return false;
    }

    private void askToClose(List<RunModel> runs) {
        overlay.askConfirmation(
                texts.get(isWaiting(runs) ? "close.title-waiting" : "close.title"),
                closeText(runs),
                texts.get("close.yes"),
                false,
                () -> {
                    leaveRuns(runs);
                    stage.close();
                });
    }

    /// Whether nothing runs on any server, and some run waits for the admin.
    private static boolean isWaiting(List<RunModel> runs) {
        List<Run> known =
                runs.stream()
                        .map(model -> model.runProperty().get())
                        .filter(Objects::nonNull)
                        .toList();
        return known.stream().anyMatch(run -> run.open().isPresent())
                && known.stream().noneMatch(run -> new RunSituation(run).hasRunningStep());
    }

    /// Says of each run what runs, what waits and what is down.
    private String situationText(List<RunModel> runs) {
        return runs.stream()
                .map(model -> model.runProperty().get())
                .filter(run -> run != null && !run.isRecorded())
                .map(run -> situationText(run, runs.size() > 1))
                .collect(Collectors.joining(" "));
    }

    private String situationText(Run run, boolean named) {
        String text =
                texts.inUserLanguage(new RunSituation(run).describe(context.clock().instant()));
        return named ? texts.get("close.on-server", run.firstTarget().name(), text) : text;
    }

    /// Says, too, that a closed Handrail rolls nothing back by itself.
    private String closeText(List<RunModel> runs) {
        boolean agreed =
                runs.stream()
                        .map(model -> model.runProperty().get())
                        .anyMatch(run -> run != null && run.autoRollback().isPresent());
        String text = (situationText(runs) + " " + texts.get("close.text")).strip();
        return agreed ? text + " " + texts.get("close.auto-rollback") : text;
    }

    /// False for a run whose first event has not arrived yet.
    private static boolean isRecorded(RunModel model) {
        Run run = model.runProperty().get();
        return run != null && run.isRecorded();
    }

    /// Detaches from all runs, saves the settings, and closes connections. Steps that run continue
    /// on their servers.
    void leaveRuns(List<RunModel> runs) {
        for (RunModel model : runs) {
            RunHandle running = model.runningProperty().get();
            if (running != null) {
                running.detachRun();
            }
            model.abandonQuestion();
        }
        state.saveSettings();
        session.credentialPrompt().cancelPrompt();
        session.leaveServer();
    }

    /// The frame with sidebar, page and console.
    WindowFrame windowFrame() {
        return frame;
    }

    PageContext pageContext() {
        return context;
    }

    WindowState windowState() {
        return state;
    }

    AppearanceSettings appearanceSettings() {
        return appearance;
    }

    SettingsCard settingsCard() {
        return settings;
    }

    KeyboardShortcuts keyboardShortcuts() {
        return shortcuts;
    }
}
