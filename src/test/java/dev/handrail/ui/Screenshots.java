package dev.handrail.ui;

import dev.handrail.testing.FakeKeychain;
import dev.handrail.ui.kit.Theme;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes the pictures in `screenshots/` again. Called by `src/dev/screenshots`: folder, width,
/// height, and the names of the pictures that are wanted (all when none is named).
final class Screenshots {
    /// Brings a window into a state.
    interface Scene {
        void play(Fx fx, Scenes scenes) throws Exception;
    }

    private Screenshots() {}

    public static void main(String[] args) {
        int exit = 1;
        try {
            Path folder = Path.of(args[0]);
            int width = Integer.parseInt(args[1]);
            int height = Integer.parseInt(args[2]);
            List<String> wanted = List.of(args).subList(3, args.length);
            for (Map.Entry<String, Scene> scene : allScenes().entrySet()) {
                if (wanted.isEmpty() || wanted.contains(scene.getKey())) {
                    make(folder, scene.getKey(), scene.getValue(), width, height);
                }
            }
            exit = 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
        }
        // The toolkit's thread would keep the process alive after a failure.
        System.exit(exit);
    }

    private static Map<String, Scene> allScenes() {
        Map<String, Scene> all = new LinkedHashMap<>();
        all.putAll(SetupScreenshots.scenes());
        all.putAll(RunScreenshots.scenes());
        all.putAll(QuestionScreenshots.scenes());
        all.putAll(HistoryScreenshots.scenes());
        all.putAll(StressScreenshots.scenes());
        return all;
    }

    private static void make(Path folder, String name, Scene scene, int width, int height)
            throws Exception {
        Path data = Path.of(System.getProperty("java.io.tmpdir"), "handrail-pictures");
        if (Files.exists(data)) {
            delete(data);
        }
        Files.createDirectory(data);
        Locale locale = name.endsWith("-german") ? Locale.GERMAN : Locale.ENGLISH;
        FakeKeychain kept =
                new FakeKeychain(
                        "ada@status-staging.example.org:22 passphrase /home/ada/.ssh/id_ed25519",
                        "",
                        "ada@status-staging.example.org:22 sudo",
                        "",
                        "root@sentry.internal:2222 password",
                        "");
        try (Fx fx = Fx.open(data, Fx.CLOCK, locale, kept)) {
            ScreenshotActions.resizeWindow(fx, width, height);
            Scenes scenes = new Scenes(fx);
            scene.play(fx, scenes);
            fx.settle();
            for (Theme.ThemeChoice theme :
                    new Theme.ThemeChoice[] {Theme.ThemeChoice.LIGHT, Theme.ThemeChoice.DARK}) {
                fx.run(() -> fx.window().appearanceSettings().theme().choiceProperty().set(theme));
                Path file =
                        folder.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
                do {
                    scenes.look();
                    fx.picture(file);
                } while (!scenes.looksWell());
            }
        } finally {
            delete(data);
        }
        System.out.println(name);
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, java.io.IOException e)
                            throws IOException {
                        Files.delete(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
