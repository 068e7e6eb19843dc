package dev.handrail.ui;

import static dev.handrail.testing.TestRequirements.requireWindow;

import dev.handrail.app.Engine;
import dev.handrail.app.EngineConfig;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.store.file.AppFolders;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.testing.SkippingClock;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A window on an engine in a folder of its own, for tests and pictures.
final class Fx implements AutoCloseable {
    /// When it is in a window whose runs do not really go on.
    static final Clock CLOCK =
            Clock.fixed(Scenes.START.plus(Duration.ofMinutes(14)), ZoneOffset.UTC);

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private final Engine engine;
    private final Stage stage;
    private final MainWindow window;
    private final ChosenFile files;

    private Fx(Engine engine, Stage stage, MainWindow window, ChosenFile files) {
        this.engine = engine;
        this.stage = stage;
        this.window = window;
        this.files = files;
    }

    static void toolkit() throws InterruptedException {
        requireWindow();
        if (STARTED.compareAndSet(false, true)) {
            CountDownLatch up = new CountDownLatch(1);
            Platform.startup(() -> {
                Platform.setImplicitExit(false);
                up.countDown();
            });
            up.await();
        }
    }

    static Engine engine(Path folder, Clock clock) {
        return engine(config(folder, clock));
    }

    private static EngineConfig config(Path folder, Clock clock) {
        return new EngineConfig(
                AppFolders.underFolder(folder.resolve("home")),
                folder.resolve("ssh"),
                List.of(),
                clock);
    }

    private static Engine engine(EngineConfig config) {
        requireWindow();
        return switch (Engine.open(config)) {
            case Engine.OpenResult.Ready ready -> ready.engine();
            case Engine.OpenResult other -> throw new IllegalStateException(other.toString());
        };
    }

    static Fx open(Path folder) throws Exception {
        return open(folder, CLOCK, Locale.ENGLISH);
    }

    /// For runs that really go on: their pauses and locks need time that passes.
    static Fx openWithRealClock(Path folder) throws Exception {
        return open(folder, Clock.systemUTC(), Locale.ENGLISH);
    }

    /// For runs that wait for a time which the test skips.
    static Fx open(Path folder, SkippingClock clock) throws Exception {
        return open(engine(config(folder, clock).withTimer(clock::sleep)), clock, Locale.ENGLISH);
    }

    static Fx open(Path folder, Clock clock, Locale locale) throws Exception {
        return open(engine(folder, clock), clock, locale);
    }

    /// On a computer that cannot run the practice server.
    static Fx openWithoutPractice(Path folder, Clock clock, Locale locale) throws Exception {
        Problem why =
                new Problem(
                        "practice.unsupported", Message.literal("It needs Linux."), Message.EMPTY);
        return open(engine(config(folder, clock).withoutPractice(why)), clock, locale);
    }

    /// With a keychain.
    static Fx open(Path folder, Clock clock, Locale locale, Keychain keychain) throws Exception {
        return open(engine(config(folder, clock).withKeychain(keychain)), clock, locale);
    }

    private static Fx open(Engine engine, Clock clock, Locale locale) throws Exception {
        toolkit();
        return on(() -> {
            Stage stage = new Stage();
            ChosenFile files = new ChosenFile();
            return new Fx(
                    engine, stage, new MainWindow(stage, engine, clock, locale, files), files);
        });
    }

    static <T> T on(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get(30, TimeUnit.SECONDS);
    }

    void run(Runnable work) throws Exception {
        on(() -> {
            work.run();
            return true;
        });
    }

    /// Waits until something is so.
    static void await(String what, Callable<Boolean> isSo) throws Exception {
        await(what, Duration.ofSeconds(30), isSo);
    }

    static void await(String what, Duration atMost, Callable<Boolean> isSo) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        while (!on(isSo)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not so within " + atMost + ": " + what);
            }
            Thread.sleep(20);
        }
    }

    Engine engine() {
        return engine;
    }

    MainWindow window() {
        return window;
    }

    ChosenFile files() {
        return files;
    }

    Stage stage() {
        return stage;
    }

    Scene scene() {
        return stage.getScene();
    }

    /// A node that is shown, by its id.
    Node node(String id) throws Exception {
        await(id + " is shown", () -> find(id) != null);
        return on(() -> find(id));
    }

    private Node find(String id) {
        Node found = scene().lookup("#" + id);
        return found != null && shown(found) ? found : null;
    }

    private static boolean shown(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /// Presses a button when it can be pressed.
    void press(String id) throws Exception {
        press(id, Duration.ofSeconds(30));
    }

    void press(String id, Duration within) throws Exception {
        await(id + " can be pressed", within, () -> pressNow(id));
    }

    /// A page that is built anew in between has no such button for a moment.
    private boolean pressNow(String id) {
        boolean ready = find(id) instanceof ButtonBase button && !button.isDisabled();
        if (ready) {
            ((ButtonBase) find(id)).fire();
        }
        return ready;
    }

    /// Chooses an item of a menu button.
    void chooseMenuItem(String menu, String item) throws Exception {
        MenuButton button = (MenuButton) node(menu);
        run(() ->
                button.getItems().stream()
                        .filter(one -> item.equals(one.getId()))
                        .findFirst()
                        .orElseThrow()
                        .fire());
    }

    /// Whether a text is to be read anywhere in the window.
    boolean reads(String text) {
        return reads(scene().getRoot(), text);
    }

    void awaitText(String text) throws Exception {
        try {
            await("“" + text + "” is to be read", () -> reads(text));
        } catch (AssertionError e) {
            List<String> shown = new ArrayList<>();
            run(() -> texts(scene().getRoot(), shown));
            throw new AssertionError(e.getMessage() + "; there is " + shown, e);
        }
    }

    /// All texts of the window that contain this one.
    List<String> textsWith(String part) throws Exception {
        List<String> shown = new ArrayList<>();
        run(() -> texts(scene().getRoot(), shown));
        return shown.stream().filter(text -> text.contains(part)).toList();
    }

    private static boolean reads(Node node, String text) {
        if (!node.isVisible()) {
            return false;
        }
        if (node instanceof Text t && t.getText().contains(text)) {
            return true;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && labeled.getText().contains(text)) {
            return true;
        }
        return node instanceof javafx.scene.Parent parent
                && parent.getChildrenUnmodifiable().stream().anyMatch(child -> reads(child, text));
    }

    private static void texts(Node node, List<String> into) {
        if (node.isVisible() && node instanceof Text t && !t.getText().isBlank()) {
            into.add(t.getText());
        }
        if (node.isVisible() && node instanceof javafx.scene.Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> texts(child, into));
        }
    }

    void picture(Path file) throws Exception {
        settle();
        WritableImage image = on(() -> scene().snapshot(null));
        Files.createDirectories(file.getParent());
        write(image, file);
    }

    /// Lets layout, style and drawing catch up.
    void settle() throws Exception {
        for (int i = 0; i < 6; i++) {
            Thread.sleep(60);
            on(() -> {
                scene().getRoot().applyCss();
                scene().getRoot().layout();
                return true;
            });
        }
    }

    private static void write(WritableImage image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        SmallPng.write(pixels, width, height, file);
    }

    @Override
    public void close() throws Exception {
        run(() -> {
            window.pageContext().session().leaveServer();
            stage.close();
        });
        window.windowState().awaitSaved();
        awaitTasks();
        engine.close();
    }

    /// What still reads the history when that is closed writes of it into the log, in a folder that
    /// the test deletes. Nothing depends on it: some tasks end only with the engine.
    private void awaitTasks() throws Exception {
        for (int i = 0; i < 100 && on(window.pageContext().tasks()::runningCount) > 0; i++) {
            Thread.sleep(20);
        }
    }
}
