package dev.handrail.ui;

import dev.handrail.app.Person;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;
import dev.handrail.testing.FakeKeychain;
import dev.handrail.ui.kit.Theme;
import dev.handrail.ui.session.Ask;
import dev.handrail.ui.shell.AskCards;
import dev.handrail.ui.shell.PageKind;

import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
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

    private static final Map<String, Scene> ALL = new LinkedHashMap<>();

    private Screenshots() {}

    public static void main(String[] args) {
        int exit = 1;
        try {
            Path folder = Path.of(args[0]);
            int width = Integer.parseInt(args[1]);
            int height = Integer.parseInt(args[2]);
            scenes();
            hardScenes();
            List<String> wanted = List.of(args).subList(3, args.length);
            for (Map.Entry<String, Scene> scene : ALL.entrySet()) {
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

    private static void make(Path folder, String name, Scene scene, int width, int height)
            throws Exception {
        Path data = Path.of(System.getProperty("java.io.tmpdir"), "handrail-pictures");
        if (Files.exists(data)) {
            delete(data);
        }
        Files.createDirectory(data);
        Clock clock = Clock.fixed(Scenes.START.plus(Duration.ofMinutes(14)), ZoneOffset.UTC);
        Locale locale = name.endsWith("-german") ? Locale.GERMAN : Locale.ENGLISH;
        FakeKeychain kept =
                new FakeKeychain(
                        "ada@status-staging.example.org:22 passphrase /home/ada/.ssh/id_ed25519",
                        "",
                        "ada@status-staging.example.org:22 sudo",
                        "",
                        "root@sentry.internal:2222 password",
                        "");
        try (Fx fx = Fx.open(data, clock, locale, kept)) {
            size(fx, width, height);
            Scenes scenes = new Scenes(fx);
            scene.play(fx, scenes);
            fx.settle();
            for (Theme.Choice theme : new Theme.Choice[] {Theme.Choice.LIGHT, Theme.Choice.DARK}) {
                fx.run(() -> fx.window().look().theme().choiceProperty().set(theme));
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

    private static void scenes() {
        ALL.put("home-first", (fx, scenes) -> scenes.go(PageKind.HOME));
        ALL.put(
                "home",
                (fx, scenes) -> {
                    scenes.servers();
                    scenes.upgradedEarlier(
                            "20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
                    scenes.ended("20261119-2200-b", Scenes.START.minus(Duration.ofHours(3)));
                    scenes.toBackup(
                                    scenes.past(
                                            "20261120-0110-c", PlanSample.twoHops(), Scenes.START))
                            .start(3);
                    scenes.go(PageKind.HOME);
                });
        ALL.put(
                "connect",
                (fx, scenes) -> {
                    scenes.servers();
                    scenes.go(PageKind.CONNECT);
                    fill(fx, "db1.example.org", "root");
                });
        ALL.put(
                "connect-kept",
                (fx, scenes) -> {
                    scenes.servers();
                    scenes.go(PageKind.CONNECT);
                    scenes.choose(1);
                    fx.node("kept-forget-SUDO");
                });
        ALL.put(
                "host-key",
                (fx, scenes) -> {
                    scenes.go(PageKind.CONNECT);
                    fill(fx, "db1.example.org", "root");
                    fx.run(() ->
                            new AskCards(fx.window().desk().texts(), fx.window().desk().overlay())
                                    .show(
                                            new Ask.Trust(
                                                    new HostKey(
                                                            "db1.example.org",
                                                            22,
                                                            "ssh-ed25519",
                                                            "SHA256:uNiVztksCsDhcc0u9e8BrpnbT7rGyCgbDTmT1fNxWnY"),
                                                    yes -> {})));
                });
        ALL.put(
                "password",
                (fx, scenes) -> {
                    scenes.go(PageKind.CONNECT);
                    fill(fx, "db1.example.org", "ada");
                    fx.run(() ->
                            new AskCards(fx.window().desk().texts(), fx.window().desk().overlay())
                                    .show(
                                            new Ask.Secret(
                                                    new SecretAsk(
                                                            SecretAsk.Kind.SUDO,
                                                            "ada@db1.example.org:22",
                                                            "ada@db1.example.org",
                                                            "[sudo] password for ada:",
                                                            false,
                                                            2),
                                                    Person.Keeping.OFFERED,
                                                    yes -> {})));
                });
        ALL.put(
                "detect",
                (fx, scenes) -> {
                    scenes.detected("2.3.0");
                    scenes.go(PageKind.DETECT);
                });
        ALL.put(
                "plan",
                (fx, scenes) -> {
                    scenes.detected("2.3.0");
                    scenes.upgradedAsPlanned("20261021-0200-p");
                    scenes.go(PageKind.PLAN);
                });
        ALL.put(
                "detect-facts",
                (fx, scenes) -> {
                    scenes.detected("2.3.0");
                    scenes.go(PageKind.DETECT);
                    fx.node("facts");
                    fx.run(() -> ((TitledPane) fx.scene().lookup("#facts")).setExpanded(true));
                    fx.press("how-version");
                    fx.press("how-postgresql-version");
                });
        ALL.put(
                "plan-blocked",
                (fx, scenes) -> {
                    scenes.detected("2.3.0", "11.22");
                    scenes.go(PageKind.PLAN);
                    fx.awaitText("cannot start yet");
                });
        ALL.put(
                "plan-steps",
                (fx, scenes) -> {
                    scenes.past("20261120-0158-d", PlanSample.twoHops(), Scenes.START).start(0);
                    open(fx, "20261120-0158-d");
                    scenes.go(PageKind.PLAN);
                    fx.press("step-more-dump");
                    scenes.scrollTo("step-more-dump");
                });
        ALL.put(
                "roll-over-plan",
                (fx, scenes) -> {
                    scenes.servers();
                    scenes.rollOver();
                    scenes.go(PageKind.PLAN);
                    fx.node("role-new");
                });
        ALL.put(
                "roll-over",
                (fx, scenes) -> {
                    scenes.rollOver();
                    scenes.go(PageKind.PLAN);
                    Story story = scenes.live(scenes.shownPlan());
                    for (int i = 0; i < 4; i++) {
                        story.done(i, Duration.ofSeconds(9 + 20L * i), "done");
                    }
                    story.start(4)
                            .say(
                                    "keys.json: 182344 bytes are at"
                                            + " db2.example.org:/var/lib/handrail");
                    scenes.goToRun();
                });
        ALL.put(
                "upgrading",
                (fx, scenes) -> {
                    scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
                    Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()), 6);
                    story.start(6)
                            .say(
                                    "==> Make a new Python environment",
                                    "Collecting Django==4.2.16",
                                    "  Using cached Django-4.2.16-py3-none-any.whl (8.0 MB)",
                                    "Collecting django-extensions==3.2.3",
                                    "Building wheels for collected packages: psycopg",
                                    "  \u001b[33mWARNING: a newer pip is available\u001b[0m");
                    scenes.forecast();
                    scenes.goToRun();
                });
        ALL.put(
                "restarting",
                (fx, scenes) -> {
                    Story story = scenes.toRestart(scenes.live(PlanSample.oneHop()));
                    story.start(10)
                            .say("==> Start the services again", "Starting statuspage ... ok");
                    scenes.goToRun();
                });
        ALL.put(
                "verifying",
                (fx, scenes) -> {
                    scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
                    Story story = scenes.toRestart(scenes.live(PlanSample.oneHop()));
                    story.done(10, Duration.ofSeconds(9), "all three services run");
                    story.start(11)
                            .say(
                                    "==> Ask the page for its version",
                                    "GET /api/ ... 200",
                                    "status-page-version: \u001b[32m2.5.1\u001b[0m");
                    scenes.forecast();
                    scenes.goToRun();
                });
        ALL.put(
                "manual",
                (fx, scenes) -> {
                    Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()));
                    story.done(7, Duration.ofSeconds(60), "1 file written").start(8);
                    scenes.ask(story, Scenes.manual());
                    scenes.goToRun();
                });
        ALL.put(
                "stuck",
                (fx, scenes) -> {
                    Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()));
                    story.done(7, Duration.ofSeconds(60), "1 file written")
                            .done(8, Duration.ofSeconds(60))
                            .start(9)
                            .say("Applying incidents.0042_rebuild_index...");
                    scenes.ask(story, Scenes.stuck());
                    scenes.goToRun();
                });
        ALL.put(
                "failed-unknown",
                (fx, scenes) -> {
                    Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()), 6);
                    story.start(6)
                            .say(
                                    "Collecting Django==4.2.16",
                                    "\u001b[31mERROR: Could not build wheels for psycopg\u001b[0m")
                            .after(Duration.ofSeconds(52))
                            .finish(
                                    Outcome.FAILED,
                                    "It ended with exit code 1.",
                                    "ERROR: Could not build wheels for psycopg");
                    scenes.ask(story, Scenes.failedUnknown());
                    scenes.goToRun();
                });
        ALL.put(
                "roll-back",
                (fx, scenes) -> {
                    ALL.get("failed-unknown").play(fx, scenes);
                    fx.press("choice-roll_back");
                });
        ALL.put(
                "settings",
                (fx, scenes) -> {
                    scenes.go(PageKind.HOME);
                    fx.settle();
                    scenes.inWindow(window -> window.settings().show());
                });
        ALL.put(
                "running",
                (fx, scenes) -> {
                    scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
                    scenes.toBackup(scenes.live(PlanSample.twoHops()))
                            .start(3)
                            .say(
                                    "==> Read the whole dump back",
                                    "pg_restore: processing data for table \"public.incidents\"");
                    scenes.forecast();
                    scenes.goToRun();
                });
        ALL.put(
                "failed",
                (fx, scenes) -> {
                    Story story = scenes.live(PlanSample.oneHop());
                    story.done(0, Duration.ofSeconds(41), "fetched")
                            .done(1, Duration.ofSeconds(4), "stopped");
                    story.start(2)
                            .say(
                                    "==> Dump the database",
                                    "pg_dump: dumping contents of table \"public.incidents\"",
                                    "\u001b[31mpg_dump: error: could not write to output file: No"
                                            + " space left on device\u001b[0m");
                    story.after(Duration.ofSeconds(187))
                            .finish(
                                    Outcome.FAILED,
                                    "It ended with exit code 1.",
                                    "pg_dump: error: could not write to output file: No space left"
                                            + " on device");
                    scenes.ask(story, Scenes.failed());
                    scenes.goToRun();
                });
        ALL.put(
                "merge",
                (fx, scenes) -> {
                    Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop())).start(7);
                    scenes.ask(story, Scenes.merge());
                    scenes.goToRun();
                });
        ALL.put(
                "point-of-no-return",
                (fx, scenes) -> {
                    Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()));
                    story.done(7, Duration.ofSeconds(60), "1 file written")
                            .done(8, Duration.ofSeconds(60));
                    scenes.askBefore(story, Scenes.pointOfNoReturnTooLate());
                    scenes.goToRun();
                });
        ALL.put(
                "prompt",
                (fx, scenes) -> {
                    Story story = scenes.live(PlanSample.oneHop());
                    story.done(0, Duration.ofSeconds(41), "fetched")
                            .done(1, Duration.ofSeconds(4), "stopped")
                            .start(2)
                            .say("==> Dump the database", "Password for role \"statuspage\": ");
                    scenes.ask(story, Scenes.secret());
                    scenes.goToRun();
                });
        ALL.put(
                "link-lost",
                (fx, scenes) -> {
                    scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
                    scenes.toBackup(scenes.live(PlanSample.twoHops()))
                            .start(3)
                            .say("==> Read the whole dump back")
                            .away();
                    scenes.forecast();
                    scenes.goToRun();
                });
        ALL.put(
                "summary",
                (fx, scenes) -> {
                    scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
                    open(fx, "20261112-2200-a");
                });
        ALL.put(
                "verified",
                (fx, scenes) -> {
                    scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
                    scenes.verified("20261112-2200-a", "20261112-2300-b");
                    open(fx, "20261112-2300-b");
                });
        ALL.put(
                "history",
                (fx, scenes) -> {
                    scenes.upgradedEarlier(
                            "20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
                    scenes.ended("20261119-2200-b", Scenes.START.minus(Duration.ofHours(3)));
                    scenes.toBackup(
                                    scenes.past(
                                            "20261120-0110-c", PlanSample.twoHops(), Scenes.START))
                            .start(3);
                    scenes.go(PageKind.HISTORY);
                });
        ALL.put(
                "history-search",
                (fx, scenes) -> {
                    ALL.get("history").play(fx, scenes);
                    fx.settle();
                    fx.run(() -> {
                        TextField search = (TextField) fx.scene().lookup("#history-search");
                        search.setText("No space left");
                        search.fireEvent(new javafx.event.ActionEvent());
                        search.clear();
                    });
                    fx.awaitText("found");
                });
        ALL.put(
                "history-server",
                (fx, scenes) -> {
                    ALL.get("history").play(fx, scenes);
                    fx.settle();
                    fx.run(() ->
                            ((ComboBox<?>) fx.scene().lookup("#history-server"))
                                    .getSelectionModel()
                                    .select(1));
                    fx.node("timeline");
                });
        ALL.put(
                "offline",
                (fx, scenes) -> {
                    scenes.ended("20261119-2200-b", Scenes.START.minus(Duration.ofHours(3)));
                    open(fx, "20261119-2200-b");
                    scenes.go(PageKind.BACKUP);
                });
        ALL.put(
                "shortcuts",
                (fx, scenes) -> {
                    scenes.go(PageKind.HOME);
                    fx.settle();
                    scenes.inWindow(window -> window.shortcuts().show());
                });
        ALL.put(
                "problem",
                (fx, scenes) -> {
                    scenes.go(PageKind.CONNECT);
                    fill(fx, "db1.example.org", "root");
                    scenes.inWindow(window ->
                            window.desk()
                                    .overlay()
                                    .tell(
                                            new Problem(
                                                    "host-key.changed",
                                                    "The host key of db1.example.org has changed.",
                                                    "It was"
                                                        + " SHA256:uNiVztksCsDhcc0u9e8BrpnbT7rGyCgbDTmT1fNxWnY"
                                                        + " and is"
                                                        + " SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE"
                                                        + " now. If the server was set up anew,"
                                                        + " remove the old line from"
                                                        + " ~/.ssh/known_hosts; if not, someone may"
                                                        + " sit in between: do not connect.")));
                });
    }

    /// What the window must bear: long names, many of everything, little room, large text.
    private static void hardScenes() {
        ALL.put(
                "many-servers",
                (fx, scenes) -> {
                    scenes.manyServers(500);
                    scenes.go(PageKind.CONNECT);
                });
        ALL.put(
                "home-many-servers",
                (fx, scenes) -> {
                    scenes.manyServers(500);
                    scenes.go(PageKind.HOME);
                });
        ALL.put(
                "long-names",
                (fx, scenes) -> {
                    Story story = scenes.live(PlanSample.longNames());
                    story.done(0, Duration.ofSeconds(3), "x".repeat(3000)).start(1);
                    scenes.goToRun();
                });
        ALL.put(
                "many-findings",
                (fx, scenes) -> {
                    scenes.past("20261119-2200-b", PlanSample.manyFindings(40), Scenes.START)
                            .start(0);
                    open(fx, "20261119-2200-b");
                    scenes.go(PageKind.PLAN);
                });
        ALL.put(
                "many-steps",
                (fx, scenes) -> {
                    Story story = scenes.live(PlanSample.withSteps(200));
                    for (int i = 0; i < 120; i++) {
                        story.done(i, Duration.ofSeconds(2), "done");
                    }
                    story.start(120);
                    scenes.goToRun();
                });
        ALL.put(
                "small-window",
                (fx, scenes) -> {
                    size(fx, 900, 600);
                    ALL.get("failed").play(fx, scenes);
                });
        ALL.put(
                "large-text",
                (fx, scenes) -> {
                    fx.run(() -> fx.window().look().scale(1));
                    ALL.get("failed").play(fx, scenes);
                });
        ALL.put(
                "large-text-connect",
                (fx, scenes) -> {
                    fx.run(() -> fx.window().look().scale(1));
                    ALL.get("connect").play(fx, scenes);
                });
        ALL.put("plan-german", (fx, scenes) -> ALL.get("plan").play(fx, scenes));
        ALL.put("failed-german", (fx, scenes) -> ALL.get("failed").play(fx, scenes));
    }

    private static void size(Fx fx, int width, int height) throws Exception {
        fx.run(() -> {
            fx.stage().setWidth(width);
            fx.stage().setHeight(height);
        });
    }

    private static void fill(Fx fx, String host, String user) throws Exception {
        TextField hostField = (TextField) fx.node("host");
        TextField userField = (TextField) fx.node("user");
        fx.run(() -> {
            hostField.setText(host);
            userField.setText(user);
        });
    }

    private static void open(Fx fx, String run) throws Exception {
        fx.run(() -> fx.window().desk().runs().open(run, fx.window()::goToRun));
        Fx.await("the run is open", () -> fx.window().frame().here().kind() != PageKind.HOME);
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
