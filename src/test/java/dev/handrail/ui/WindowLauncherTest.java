package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.Engine;
import dev.handrail.app.EngineConfig;
import dev.handrail.store.Child;
import dev.handrail.store.Samples;
import dev.handrail.store.file.AppFolders;
import dev.handrail.testing.English;
import dev.handrail.ui.page.PageKind;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

/// Opens Handrail where its history cannot be used as it is.
@Tag("window")
class WindowLauncherTest {
    @TempDir private Path folder;

    @Test
    void aDamagedHistoryIsKeptAsideOnlyWhenAsked() throws Exception {
        Fx.toolkit();
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(folder.resolve("home")),
                        folder.resolve("ssh"),
                        List.of(),
                        Fx.CLOCK);
        Fx.engine(folder, Fx.CLOCK).close();
        Path file = config.folders().data().resolve("journal.db");
        Files.writeString(file, "this is not a database".repeat(9));
        WindowLauncher start = new WindowLauncher(config);
        Engine.OpenResult.Damaged damaged =
                assertInstanceOf(Engine.OpenResult.Damaged.class, Engine.open(config));
        Stage stage = Fx.on(Stage::new);
        Fx.on(() -> {
            start.showOpening(stage, damaged);
            return stage;
        });
        assertTrue(Fx.on(() -> texts(stage)).contains(English.of(damaged.problem().what())));
        assertTrue(Files.exists(file));
        Fx.on(() -> {
            ((Button) stage.getScene().lookup("#start-set-aside")).fire();
            return stage;
        });
        Fx.await("Home is shown", () -> stage.getScene().lookup("#sidebar-home") != null);
        assertTrue(Files.exists(damaged.kept()));
        Fx.on(() -> {
            stage.close();
            return stage;
        });
        start.close();
    }

    @Test
    void aDamagedRunIsNamedAndTheRestOfTheHistoryCanBeUsed() throws Exception {
        Fx.toolkit();
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(folder.resolve("home")),
                        folder.resolve("ssh"),
                        List.of(),
                        Fx.CLOCK);
        try (Engine engine = Fx.engine(folder, Fx.CLOCK)) {
            engine.journal().appendEvent("a", Samples.start());
        }
        Path file = config.folders().data().resolve("journal.db");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = db.createStatement()) {
            statement.executeUpdate("update event set at = 'never'");
        }
        WindowLauncher start = new WindowLauncher(config);
        Engine.OpenResult opened = Engine.open(config);
        Stage stage = Fx.on(Stage::new);
        Fx.on(() -> {
            start.showOpening(stage, opened);
            return stage;
        });
        assertTrue(Fx.on(() -> stage.getScene().lookup("#start-set-aside") != null));
        Fx.on(() -> {
            ((Button) stage.getScene().lookup("#start-continue")).fire();
            return stage;
        });
        Fx.await("Home is shown", () -> stage.getScene().lookup("#sidebar-home") != null);
        assertTrue(Files.exists(file));
        Fx.on(() -> {
            stage.close();
            return stage;
        });
        start.close();
    }

    private static List<String> texts(Stage stage) {
        return stage.getScene().getRoot().lookupAll(".label").stream()
                .map(node -> ((Label) node).getText())
                .toList();
    }

    @Test
    void onlyViewsWhatAnOlderHandrailWritesToAndSaysWhy() throws Exception {
        try (Fx first = Fx.open(folder)) {
            new Scenes(first).ended("20261119-2200-b", Scenes.START);
        }
        Process other = Child.start("lock", folder.resolve("home/data"));
        try {
            assertEquals("held", Child.line(other));
            try (Fx second = Fx.open(folder)) {
                String why =
                        English.of(second.engine().journal().readOnlyReason().orElseThrow().what());
                second.awaitText(why);
                Scenes scenes = new Scenes(second);
                scenes.detectedWithoutUnit();
                scenes.go(PageKind.PLAN);
                second.press("fix-run");
                second.awaitText(why);
                assertEquals(1, second.engine().journal().listRuns().size());
            }
        } finally {
            other.destroyForcibly().waitFor();
        }
    }
}
