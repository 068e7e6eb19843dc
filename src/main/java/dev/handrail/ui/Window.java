package dev.handrail.ui;

import dev.handrail.app.BugHandler;
import dev.handrail.app.Engine;
import dev.handrail.model.Run;
import dev.handrail.run.Ended;
import dev.handrail.run.Running;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.ErrorWindow;
import dev.handrail.ui.kit.Tasks;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.pages.Pages;
import dev.handrail.ui.session.Runs;
import dev.handrail.ui.session.Session;
import dev.handrail.ui.shell.AskCards;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.FileDialogs;
import dev.handrail.ui.shell.Frame;
import dev.handrail.ui.shell.Look;
import dev.handrail.ui.shell.Nav;
import dev.handrail.ui.shell.Notifier;
import dev.handrail.ui.shell.Overlay;
import dev.handrail.ui.shell.PageKind;
import dev.handrail.ui.shell.Place;
import dev.handrail.ui.shell.SettingsCard;
import dev.handrail.ui.shell.Shortcuts;
import dev.handrail.ui.shell.StepMarks;

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

/// The window: wires its parts by hand and goes from page to page.
public final class Window implements Nav {
    private final Texts texts;
    private final Session session;
    private final Overlay overlay;
    private final Desk desk;
    private final Frame frame;
    private final Stage stage;
    private final WindowState state;
    private final Look look;
    private final SettingsCard settings;
    private final Shortcuts shortcuts;

    /// Opens it on a stage. Belongs to the FX thread.
    public Window(Stage stage, Engine engine, Clock clock, Locale locale, FileDialogs files) {
        this.stage = stage;
        this.texts = new Texts(locale);
        BugHandler bugs = handleBugs(engine);
        Tasks tasks = new Tasks(bugs::report);
        BorderPane base = new BorderPane();
        this.overlay = new Overlay(texts, base);
        this.session = new Session(engine, tasks, new AskCards(texts, overlay)::show);
        Runs runs = new Runs(engine, texts, tasks, session, clock);
        this.desk = new Desk(engine, texts, tasks, session, runs, this, overlay, files, clock);
        this.look =
                new Look(new Theme(), new SimpleDoubleProperty(1), new SimpleBooleanProperty(true));
        this.shortcuts = new Shortcuts(texts, overlay);
        this.settings = new SettingsCard(desk, look);
        this.frame = new Frame(desk, base, look.theme());
        frame.tool(Feather.SETTINGS, "settings.title", "settings", settings::show);
        frame.tool(Feather.HELP_CIRCLE, "shortcuts.title", "help", shortcuts::show);
        Scene scene = new Scene(frame, 1180, 780);
        Theme.dress(scene);
        this.state = new WindowState(stage, frame, look, engine.settings());
        shortcuts(scene);
        stage.setScene(scene);
        stage.setTitle("Handrail");
        stage.setMinWidth(720);
        stage.setMinHeight(480);
        stage.setOnCloseRequest(event -> {
            if (!close()) {
                event.consume();
            }
        });
        state.restore(tasks);
        Calls calls = new Calls(texts, this::call);
        session.runProperty().addListener((o, old, model) -> calls.listen(model));
        go(PageKind.HOME);
        stage.show();
        Warmup.begin(desk);
    }

    /// Until the window is closed, every bug of this process is shown above it.
    private BugHandler handleBugs(Engine engine) {
        ErrorWindow errors = new ErrorWindow(texts, () -> stage.isShowing() ? stage : null);
        BugHandler bugs = BugHandler.install(engine.log(), errors::showLater);
        stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, event -> bugs.close());
        return bugs;
    }

    private void shortcuts(Scene scene) {
        shortcuts
                .add("F1", "shortcuts.sheet", shortcuts::show)
                .add("Shortcut+Enter", "shortcuts.primary", frame::firePrimary)
                .add("Alt+Home", "shortcuts.home", () -> go(PageKind.HOME))
                .add("Shortcut+H", "shortcuts.history", () -> go(PageKind.HISTORY))
                .add("Shortcut+N", "shortcuts.connect", () -> go(PageKind.CONNECT))
                .add("Shortcut+R", "shortcuts.run", this::goToRun)
                .add("Shortcut+F", "shortcuts.find", () -> frame.console().find())
                .add("F3", "shortcuts.find-next", () -> frame.console().findNext())
                .add("Shortcut+E", "console.first-error", () -> frame.console().firstError())
                .add("F6", "shortcuts.pane", frame::nextPane)
                .add("Shortcut+Shift+PLUS", "shortcuts.larger", () -> look.scale(0.1))
                .add("Shortcut+Shift+MINUS", "shortcuts.smaller", () -> look.scale(-0.1))
                .add("Shortcut+Shift+L", "shortcuts.theme", look.theme()::toggle)
                .add("Shortcut+COMMA", "settings.title", settings::show)
                .install(scene);
    }

    /// Reaches an admin who looks elsewhere.
    private void call(String text) {
        if (look.calls().get() && stage.isShowing() && !stage.isFocused()) {
            desk.tasks().execute(() -> Notifier.tell("Handrail", text));
        }
    }

    @Override
    public void go(Place place) {
        frame.show(place, Pages.make(place, desk));
    }

    @Override
    public void goToRun() {
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        if (model == null) {
            go(PageKind.HOME);
        } else if (run == null && model.endedProperty().get() instanceof Ended.Stuck stuck) {
            go(frame.here().kind() == PageKind.PLAN ? PageKind.PLAN : PageKind.HOME);
            overlay.tell(stuck.problem());
        } else if (run == null) {
            // Its first event is on its way.
            desk.tasks().of(() -> true).onDone(again -> goToRun()).start();
        } else if (run.status() == Run.Status.FINISHED) {
            go(PageKind.SUMMARY);
        } else {
            StepMarks.current(run)
                    .ifPresentOrElse(
                            step ->
                                    go(
                                            new Place(
                                                    PageKind.of(step.step().info().phase()),
                                                    step.hop())),
                            () -> go(PageKind.SUMMARY));
        }
    }

    @Override
    public void goToLine(long line) {
        frame.console().view().goTo(line);
    }

    @Override
    public void makeRoom() {
        frame.makeRoom();
    }

    /// Closes the window, unless the admin has to be asked first: then it stays for now.
    private boolean close() {
        List<RunModel> walked = session.walked();
        if (walked.stream().allMatch(Window::recorded)) {
            leave(walked);
            return true;
        }
        overlay.confirm(
                texts.get("close.title"),
                texts.get("close.text"),
                texts.get("close.yes"),
                false,
                () -> {
                    leave(walked);
                    stage.close();
                });
        return false;
    }

    private static boolean recorded(RunModel model) {
        Run run = model.runProperty().get();
        return run != null && run.isRecorded();
    }

    void leave(List<RunModel> walked) {
        for (RunModel model : walked) {
            Running running = model.runningProperty().get();
            if (running != null) {
                running.letGo();
            }
            model.leave();
        }
        state.save();
        session.asking().cancel();
        session.leave();
    }

    Frame frame() {
        return frame;
    }

    Desk desk() {
        return desk;
    }

    WindowState state() {
        return state;
    }

    Look look() {
        return look;
    }

    SettingsCard settings() {
        return settings;
    }

    Shortcuts shortcuts() {
        return shortcuts;
    }
}
