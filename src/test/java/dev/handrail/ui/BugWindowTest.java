package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A bug reaches the error window and the log, whatever thread it happens on.
@Tag("window")
class BugWindowTest {
    private static final String SECRET = "s3cr3tword";

    @TempDir private Path folder;
    private Fx fx;

    @BeforeEach
    void open() throws Exception {
        fx = Fx.open(folder);
    }

    @AfterEach
    void close() throws Exception {
        if (fx != null) {
            fx.run(() -> errorWindow().ifPresent(Stage::close));
            fx.close();
        }
    }

    private static void fail(String where) {
        throw new IllegalStateException("on " + where + ", API_TOKEN=" + SECRET);
    }

    @Test
    void onAPlatformThread() throws Exception {
        Thread.ofPlatform().start(() -> fail("a platform thread"));
        assertBugShown("a platform thread");
    }

    @Test
    void onAVirtualThread() throws Exception {
        Thread.ofVirtual().start(() -> fail("a virtual thread"));
        assertBugShown("a virtual thread");
    }

    @Test
    void inAnExecutor() throws Exception {
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            pool.execute(() -> fail("a pool"));
            assertBugShown("a pool");
        }
    }

    @Test
    void onTheThreadOfTheWindow() throws Exception {
        Platform.runLater(() -> fail("the window"));
        assertBugShown("the window");
    }

    @Test
    void inAJobOfTheWindow() throws Exception {
        fx.window().pageContext().tasks().execute(() -> fail("a job"));
        assertBugShown("a job");
    }

    @Test
    void inAJobThatEndsWithAnError() throws Exception {
        fx.run(() ->
                fx.window()
                        .pageContext()
                        .tasks()
                        .execute(() -> {
                            throw new StackOverflowError("in a deep job");
                        }));
        assertBugShown("a deep job");
        assertEquals(0, Fx.on(() -> fx.window().pageContext().tasks().runningCount()));
    }

    /// The error window and the log both have it, without the secret.
    private void assertBugShown(String where) throws Exception {
        Fx.await("the error window is open", () -> errorWindow().isPresent());
        String details = Fx.on(BugWindowTest::details);
        Path log = folder.resolve("home/state/log/handrail.log");
        String logged = Files.readString(log);
        assertTrue(details.contains(where), details);
        assertTrue(details.contains(log.toString()), details);
        assertTrue(logged.contains(where), logged);
        assertTrue(logged.contains("\tat ") || logged.contains("StackOverflow"), logged);
        assertFalse((details + logged).contains(SECRET), details + logged);
        assertEquals(
                PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(log));
    }

    private static Optional<Stage> errorWindow() {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(stage -> "A bug in Handrail".equals(stage.getTitle()))
                .findFirst();
    }

    private static String details() {
        Stage stage = errorWindow().orElseThrow();
        return ((TextArea) stage.getScene().lookup(".text-area")).getText();
    }
}
