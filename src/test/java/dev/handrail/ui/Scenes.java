package dev.handrail.ui;

import dev.handrail.detect.Detection;
import dev.handrail.detect.Found;
import dev.handrail.model.Facts;
import dev.handrail.model.Facts.Fact;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Change;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Option;
import dev.handrail.model.Releases;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.RunEvent.Result;
import dev.handrail.model.Runbook;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.remote.Link;
import dev.handrail.run.Ended;
import dev.handrail.run.Running;
import dev.handrail.store.Targets.Saved;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.session.Asking;
import dev.handrail.ui.session.Session;
import dev.handrail.ui.shell.PageKind;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Brings a window into the states that pictures and tests are made of.
final class Scenes {
    static final Instant START = Instant.parse("2026-11-20T01:58:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Fx fx;
    private boolean connected;

    Scenes(Fx fx) {
        this.fx = fx;
    }

    private Session session() {
        return fx.window().desk().session();
    }

    /// As if connected, without a server.
    void connected() throws Exception {
        Link link = fx.engine().link(Story.TARGET, new Asking(ask -> {}));
        fx.run(() -> session().adopt(Map.of("server", link)));
        Fx.await(
                "the link is seen to be away",
                () -> session().stateProperty().get() == Session.State.LOST);
        connected = true;
        look();
    }

    /// Says again that all is well: there is no server that could be asked.
    void look() throws Exception {
        if (connected) {
            fx.run(() -> {
                session().stateProperty().set(Session.State.CONNECTED);
                session().roundTripProperty().set(Duration.ofMillis(12));
                fx.window().frame().refresh();
            });
        }
    }

    Runbook book(String id) {
        return fx.engine().runbooks().stream()
                .filter(book -> book.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static Facts host() {
        return new Facts(
                List.of(
                        new Fact("os.id", "debian", "cat /etc/os-release"),
                        new Fact("os.version", "12", "cat /etc/os-release"),
                        new Fact(
                                "os.name", "Debian GNU/Linux 12 (bookworm)", "cat /etc/os-release"),
                        new Fact("hostname", "db1", "uname -n"),
                        new Fact("arch", "x86_64", "uname -m"),
                        new Fact("root", "yes", "id -u"),
                        new Fact("init", "systemd", "cat /proc/1/comm")));
    }

    static Facts product(String version) {
        return new Facts(
                List.of(
                        new Fact("installed", "yes", "test -d /opt/status-page"),
                        new Fact("generation", "django", "ls /opt/status-page"),
                        new Fact("version", version, "cat /opt/status-page/statuspage/VERSION"),
                        new Fact(
                                "git.tag",
                                "v" + version,
                                "git -C /opt/status-page describe --tags"),
                        new Fact("postgresql.version", "13.14", "psql --version"),
                        new Fact("python.best", "python3.11", "ls /usr/bin/python3*"),
                        new Fact(
                                "git.local-edits",
                                "gunicorn.py",
                                "git -C /opt/status-page status --porcelain")));
    }

    void detected(String version) throws Exception {
        connected();
        Found found = new Found(book("status-page"), host().and(product(version)));
        fx.run(() -> {
            session().detectionProperty().set(new Detection(host(), List.of(found), List.of()));
            session().foundProperty().set(found);
            session()
                    .releasesProperty()
                    .set(
                            new Releases(
                                    Releases.State.LISTED,
                                    List.of(
                                            Version.of("2.5.1"),
                                            Version.of("2.5.0"),
                                            Version.of("2.4.0"),
                                            Version.of("2.3.0")),
                                    "git ls-remote --tags origin"));
        });
    }

    void servers() {
        save("db1.example.org", "root", "production", "status-page", "2.3.0");
        save("status-staging.example.org", "ada", "staging", "status-page", "2.5.1");
        save("sentry.internal", "root", "", "", "");
    }

    void manyServers(int count) {
        for (int i = 1; i <= count; i++) {
            String host = "server-%03d.example.org".formatted(i);
            save(host, "root", i % 3 == 0 ? "production" : "", "status-page", "2.3.0");
        }
    }

    private void save(
            String host, String user, String environment, String product, String version) {
        Target target =
                new Target(
                        host,
                        host,
                        22,
                        user,
                        Optional.empty(),
                        Optional.empty(),
                        Target.Privilege.NONE,
                        environment);
        fx.engine().targets().save(new Saved(target, product, version, START.toString()));
    }

    /// A run of the past: done, ended, or left unfinished.
    Story past(String id, Plan.Ready plan, Instant start) {
        return new Story(id, plan, start, fx.engine().journal(), Story.nobody()).begin();
    }

    void upgraded(String id, Instant start) {
        Story story = past(id, PlanSample.oneHop(), start);
        for (int i = 0; i < 12; i++) {
            story.done(i, MINUTE.dividedBy(2), "==> step " + i, "\u001b[32mok\u001b[0m");
        }
        story.end(Result.UPGRADED, "Version 2.5.1 answers, all row counts are the same.");
    }

    void ended(String id, Instant start) {
        Story story = past(id, PlanSample.oneHop(), start);
        story.done(0, MINUTE, "fetched").done(1, MINUTE, "stopped");
        story.start(2)
                .say("pg_dump: error: could not write: No space left on device")
                .after(MINUTE);
        story.finish(Outcome.FAILED, "It ended with exit code 1.", "No space left on device");
        story.end(Result.ENDED, "The admin ended it after the backup failed.");
    }

    /// Makes a live run with a model of its own and shows it.
    Story live(Plan.Ready plan) throws Exception {
        connected();
        RunModel model = Fx.on(() -> fx.window().desk().runs().model("20261120-0158-live"));
        CountDownLatch never = new CountDownLatch(1);
        Running running =
                new Running() {
                    @Override
                    public String id() {
                        return "20261120-0158-live";
                    }

                    @Override
                    public void stopAfterStep() {}

                    @Override
                    public void cancelStep() {}

                    @Override
                    public void letGo() {
                        never.countDown();
                    }

                    @Override
                    public Ended await() throws InterruptedException {
                        never.await();
                        return new Ended.LetGo();
                    }

                    @Override
                    public boolean ended() {
                        return never.getCount() == 0;
                    }
                };
        fx.run(() -> {
            model.follow(running);
            session().runProperty().set(model);
        });
        return new Story(running.id(), plan, START, fx.engine().journal(), model).begin();
    }

    RunModel model() {
        RunModel model = session().runProperty().get();
        if (model == null) {
            throw new IllegalStateException("no run");
        }
        return model;
    }

    Story toBackup(Story story) {
        story.done(
                0,
                Duration.ofSeconds(41),
                "==> Fetch the new version",
                "\u001b[33mremote:\u001b[0m Counting objects: 100% (418/418), done.",
                "Collecting Django==4.2.16",
                "  Downloading Django-4.2.16-py3-none-any.whl (8.0 MB)",
                "\u001b[32mSaved 61 packages.\u001b[0m");
        story.done(
                1,
                Duration.ofSeconds(4),
                "Stopping statuspage ...",
                "Stopping statuspage-rq ...",
                "Stopping statuspage-scheduler ...");
        story.done(
                2,
                Duration.ofSeconds(187),
                "==> Dump the database",
                "pg_dump: dumping contents of table \"public.incidents\"",
                "pg_dump: dumping contents of table \"public.components\"",
                "14 GB written to /var/backups/status-page/live.dump");
        return story;
    }

    Story toConfigure(Story story) {
        toBackup(story)
                .done(
                        3,
                        Duration.ofSeconds(95),
                        "18240 rows in incidents, the same as before",
                        "61 rows in components, the same as before");
        story.done(
                4,
                Duration.ofSeconds(12),
                "configuration.py kept",
                "venv moved to /var/lib/handrail/live/venv");
        story.done(5, Duration.ofSeconds(3), "HEAD is now at 7c1a9d2 Release 2.5.1");
        return story.done(
                6,
                Duration.ofSeconds(74),
                "Collecting Django==4.2.16",
                "\u001b[32mSuccessfully installed 61 packages\u001b[0m");
    }

    /// Asks on a thread of its own, as the runner does.
    void ask(Story story, Question question) throws Exception {
        story.ask(question);
        Thread.ofVirtual().start(() -> model().ask(question));
        Fx.await("the question waits", () -> model().waitingProperty().get() != null);
    }

    static Question failed() {
        return new Question(
                Question.Kind.FAILED,
                "“Dump the database” failed",
                "It ended with exit code 1 after 3:07. Nothing was changed yet: the services are"
                        + " stopped, the data is untouched.",
                List.of(
                        new Option(Choice.RECOVER, "Make room and try again", false),
                        new Option(Choice.RETRY, "Try again", false),
                        new Option(Choice.SKIP, "Skip it…", true),
                        new Option(Choice.ROLL_BACK, "Roll back…", false),
                        new Option(Choice.STOP, "Stop for now", false)),
                "disk-full",
                List.of());
    }

    static Question merge() {
        return new Question(
                Question.Kind.MERGE,
                "Your settings differ from the new version's",
                "Choose for each change. Nothing is written before you have decided them all.",
                List.of(
                        new Option(Choice.CONTINUE, "Write the files", false),
                        new Option(Choice.STOP, "Stop for now", false)),
                "",
                List.of(
                        new FileChange(
                                "/opt/status-page/contrib/gunicorn.py",
                                "contrib/gunicorn.py of 2.5.1",
                                "a",
                                "b",
                                List.of(
                                        new Change(
                                                3,
                                                List.of("workers = 12", "threads = 4"),
                                                3,
                                                List.of("workers = 5", "threads = 3")),
                                        new Change(
                                                9,
                                                List.of("# tuned by ops, 2024-03", "timeout = 300"),
                                                9,
                                                List.of("timeout = 120")),
                                        new Change(
                                                14,
                                                List.of(),
                                                13,
                                                List.of(
                                                        "max_requests = 5000",
                                                        "max_requests_jitter = 500"))))));
    }

    static Question pointOfNoReturn() {
        return new Question(
                Question.Kind.POINT_OF_NO_RETURN,
                "“Migrate the database” has no way back",
                "The next step changes the database for good. Until now everything can be taken"
                    + " back; afterwards only by restoring the backup from 02:07, which was read"
                    + " back in full.",
                List.of(
                        new Option(Choice.CONTINUE, "Go on past this point", false),
                        new Option(Choice.ROLL_BACK, "Roll back…", false),
                        new Option(Choice.STOP, "Stop for now", false)),
                "",
                List.of());
    }

    static Question manual() {
        return new Question(
                Question.Kind.MANUAL,
                "Tell the receivers of webhooks",
                "Ask the owners of all webhook receivers to accept the new field. Go on when they"
                        + " have answered.",
                List.of(
                        new Option(Choice.CONTINUE, "It is done", false),
                        new Option(Choice.SKIP, "Skip it…", true),
                        new Option(Choice.STOP, "Stop for now", false)),
                "",
                List.of());
    }

    static Question secret() {
        return new Question(
                Question.Kind.SECRET,
                "The step asks for a password",
                "Password for role \"statuspage\" in PostgreSQL:",
                List.of(
                        new Option(Choice.CONTINUE, "Send it", false),
                        new Option(Choice.CANCEL, "Cancel the step", false)),
                "",
                List.of());
    }

    void go(PageKind kind) throws Exception {
        fx.run(() -> fx.window().go(kind));
    }

    void goToRun() throws Exception {
        Fx.await("the run is folded", () -> model().runProperty().get() != null);
        Thread.sleep(150);
        fx.run(() -> fx.window().goToRun());
    }

    void inWindow(Consumer<Window> work) throws Exception {
        fx.run(() -> work.accept(fx.window()));
    }
}
