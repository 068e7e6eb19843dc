package dev.handrail.ui;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Facts.Fact;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Runbook;
import dev.handrail.model.Target;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.plan.VerificationPlanner;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.StepTimes;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.session.WindowCredentialPrompt;
import dev.handrail.ui.session.WindowSession;

import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private WindowSession session() {
        return fx.window().pageContext().session();
    }

    /// As if connected, without a server.
    void connected() throws Exception {
        ServerConnection link =
                fx.engine().newLink(Story.TARGET, new WindowCredentialPrompt(ask -> {}));
        fx.run(() -> session().adoptLinks(Map.of("server", link)));
        Fx.await(
                "the link is seen to be away",
                () -> session().stateProperty().get() == WindowSession.ConnectionState.LOST);
        connected = true;
        look();
    }

    /// Says again that all is well: there is no server that could be asked.
    void look() throws Exception {
        if (connected) {
            fx.run(() -> {
                session().stateProperty().set(WindowSession.ConnectionState.CONNECTED);
                session().roundTripProperty().set(Duration.ofMillis(12));
                fx.window().windowFrame().refreshStatus();
            });
        }
    }

    /// Whether nobody has asked the server in between.
    boolean looksWell() throws Exception {
        return !connected
                || Fx.on(() ->
                        session().stateProperty().get() == WindowSession.ConnectionState.CONNECTED);
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

    static Facts product(String version, String postgresql) {
        return new Facts(
                List.of(
                        new Fact("installed", "yes", "test -d /opt/status-page"),
                        new Fact("generation", "django", "ls /opt/status-page"),
                        new Fact("version", version, "cat /opt/status-page/statuspage/VERSION"),
                        new Fact(
                                "git.tag",
                                "v" + version,
                                "git -C /opt/status-page describe --tags"),
                        new Fact("postgresql.version", postgresql, "psql --version"),
                        new Fact("python.best", "python3.11", "ls /usr/bin/python3*"),
                        new Fact(
                                "git.local-edits",
                                "gunicorn.py",
                                "git -C /opt/status-page status --porcelain")));
    }

    void detected(String version) throws Exception {
        detected(version, "15.8");
    }

    void detected(String version, String postgresql) throws Exception {
        detected(product(version, postgresql));
    }

    /// A server on which a service is not known to systemd, which can be waived.
    void detectedWithoutUnit() throws Exception {
        Fact missing = new Fact("units.missing", "scheduler", "systemctl cat");
        detected(product("2.3.0", "15.8").combinedWith(new Facts(List.of(missing))));
    }

    /// A server of which this is known, too.
    void detectedWith(String key, String value) throws Exception {
        detected(
                product("2.3.0", "15.8")
                        .combinedWith(new Facts(List.of(new Fact(key, value, "detect.sh")))));
    }

    /// A server that says this of itself wherever it can.
    void detectedSaying(String text) throws Exception {
        List<Fact> facts =
                List.of(
                        new Fact("units.missing", text, text),
                        new Fact("hostname", text, text),
                        new Fact("path", text, text),
                        new Fact("git.local-edits", text, text));
        detected(product("2.3.0", text).combinedWith(new Facts(facts)));
    }

    /// A StackStorm that can only go on to a newer server, and a plan that does so.
    void rollOver() throws Exception {
        connected();
        Facts product =
                new Facts(
                        List.of(
                                new Fact("installed", "yes", "ls /opt/stackstorm"),
                                new Fact("install", "aio", "ls /opt/puppet"),
                                new Fact("version", "1.2.0", "st2 --version"),
                                new Fact("mongodb.version", "3.4.24", "mongod --version")));
        DetectedProduct found =
                new DetectedProduct(book("stackstorm"), host().combinedWith(product));
        UpgradeRequest wish = UpgradeRequest.forVersion("3.9.0").withRoute("roll-over");
        AvailableReleases releases =
                new AvailableReleases(
                        AvailableReleases.ListingState.LISTED,
                        List.of(Version.of("3.9.0")),
                        Message.literal("apt-cache"));
        fx.run(() -> {
            session()
                    .detectionProperty()
                    .set(new DetectionResult(host(), List.of(found), List.of()));
            session().foundProperty().set(found);
            session().releasesProperty().set(releases);
            session().wishProperty().set(wish);
        });
    }

    /// The plan that the plan page shows.
    Plan.Ready shownPlan() throws Exception {
        Fx.await("there is a plan", () -> session().planProperty().get() instanceof Plan.Ready);
        return Fx.on(() -> (Plan.Ready) session().planProperty().get());
    }

    private void detected(Facts product) throws Exception {
        connected();
        DetectedProduct found =
                new DetectedProduct(book("status-page"), host().combinedWith(product));
        fx.run(() -> {
            session()
                    .detectionProperty()
                    .set(new DetectionResult(host(), List.of(found), List.of()));
            session().foundProperty().set(found);
            session()
                    .releasesProperty()
                    .set(
                            new AvailableReleases(
                                    AvailableReleases.ListingState.LISTED,
                                    List.of(
                                            Version.of("2.5.1"),
                                            Version.of("2.5.0"),
                                            Version.of("2.4.0"),
                                            Version.of("2.3.0")),
                                    Message.literal("git ls-remote --tags origin")));
        });
    }

    void servers() {
        save("db1.example.org", "root", "production", "status-page", "2.3.0");
        save("status-staging.example.org", "ada", "staging", "status-page", "2.5.1");
        save("sentry.internal", "root", "", "", "");
    }

    /// Chooses one of the servers that the page Connect lists.
    void choose(int index) throws Exception {
        ListView<?> list = (ListView<?>) fx.node("servers");
        Fx.await("the servers are listed", () -> list.getItems().size() > index);
        fx.run(() -> list.getSelectionModel().select(index));
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
        fx.engine()
                .targets()
                .saveServer(new SavedServer(target, product, version, START.toString()));
    }

    /// A run of the past: done, ended, or left unfinished.
    Story past(String id, Plan.Ready plan, Instant start) {
        return new Story(id, plan, start, fx.engine().journal(), Story.nobody()).begin();
    }

    void upgraded(String id, Instant start) {
        walked(past(id, PlanSample.oneHop(), start));
    }

    void upgradedEarlier(String id, Instant start) {
        walked(past(id, PlanSample.earlier(), start));
    }

    private static void walked(Story story) {
        int steps = story.run().steps().size();
        for (int i = 0; i < steps; i++) {
            story.done(i, MINUTE.dividedBy(2), "==> step " + i, "\u001b[32mok\u001b[0m");
        }
        String to = story.run().start().plan().to().text();
        story.end(RunResult.UPGRADED, "Version " + to + " answers, all row counts are the same.");
    }

    /// Looked again at a run, and found that a row was added.
    void verified(String origin, String id) {
        Run run = fx.engine().runs().findRun(origin).orElseThrow();
        Plan.Ready plan = (Plan.Ready) VerificationPlanner.planVerification(run);
        Map<String, String> left = new HashMap<>(run.after());
        left.put("rows.incidents", "18238");
        Story story =
                new Story(
                                id,
                                plan,
                                run.lastAt().plus(Duration.ofHours(1)),
                                fx.engine().journal(),
                                Story.nobody())
                        .of(run.id())
                        .begin()
                        .before(left);
        int steps = story.run().steps().size();
        for (int i = 0; i < steps; i++) {
            story.done(i, Duration.ofSeconds(2), "==> all is well");
        }
        story.end(
                RunResult.VERIFIED,
                "All is well. Changed since before: rows.incidents 18238 -> 18240.");
    }

    /// An earlier run of the plan that the page will show, so that times are known.
    void upgradedAsPlanned(String id) {
        DetectedProduct found = Objects.requireNonNull(session().foundProperty().get());
        Plan plan =
                fx.engine()
                        .planner()
                        .planUpgrade(
                                found.runbook(),
                                found.facts(),
                                session().releasesProperty().get(),
                                UpgradeRequest.NEWEST);
        Story story = past(id, (Plan.Ready) plan, START.minus(Duration.ofDays(30)));
        int steps = story.run().steps().size();
        for (int i = 0; i < steps; i++) {
            story.done(i, Duration.ofSeconds(20 + 13L * i), "done");
        }
        story.end(RunResult.UPGRADED, "Version 2.5.1 answers.");
    }

    /// What earlier runs took is known.
    void forecast() throws Exception {
        StepTimes times = StepTimes.of(fx.engine().journal(), "status-page", RunScope.LIVE);
        fx.run(() -> session().timesProperty().set(times));
    }

    void ended(String id, Instant start) {
        Story story = past(id, PlanSample.oneHop(), start);
        story.done(0, MINUTE, "fetched").done(1, MINUTE, "stopped");
        story.start(2)
                .say(
                        "pg_dump: dumping contents of table incidents",
                        "pg_dump: error: could not write: No space left on device")
                .after(MINUTE);
        story.finish(StepOutcome.FAILED, "It ended with exit code 1.", "No space left on device");
        story.end(RunResult.ENDED, "The admin ended it after the backup failed.");
    }

    /// Makes a live run with a model of its own and shows it.
    Story live(Plan.Ready plan) throws Exception {
        return prepareLive(plan).begin();
    }

    /// The same in a copy of the server.
    Story liveInCopy(Plan.Ready plan) throws Exception {
        return prepareLive(plan).inCopy().begin();
    }

    private Story prepareLive(Plan.Ready plan) throws Exception {
        connected();
        RunModel model =
                Fx.on(() -> fx.window().pageContext().runs().createModel("20261120-0158-live"));
        CountDownLatch never = new CountDownLatch(1);
        RunHandle running =
                new RunHandle() {
                    @Override
                    public String runId() {
                        return "20261120-0158-live";
                    }

                    @Override
                    public void pauseAfterStep() {}

                    @Override
                    public void cancelStep() {}

                    @Override
                    public void detachRun() {
                        never.countDown();
                    }

                    @Override
                    public RunOutcome awaitOutcome() throws InterruptedException {
                        never.await();
                        return new RunOutcome.Detached();
                    }

                    @Override
                    public boolean hasEnded() {
                        return never.getCount() == 0;
                    }
                };
        fx.run(() -> {
            model.followRun(running);
            session().runProperty().set(model);
        });
        return new Story(running.runId(), plan, START, fx.engine().journal(), model);
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

    Story toRestart(Story story) {
        return toConfigure(story)
                .done(7, MINUTE, "1 file written")
                .done(8, MINUTE)
                .done(
                        9,
                        Duration.ofSeconds(131),
                        "Applying incidents.0041_visibility... \u001b[32mOK\u001b[0m",
                        "Applying incidents.0042_rebuild_index... \u001b[32mOK\u001b[0m");
    }

    Story toConfigure(Story story) {
        toConfigure(story, 6);
        return story.done(
                6,
                Duration.ofSeconds(74),
                "Collecting Django==4.2.16",
                "\u001b[32mSuccessfully installed 61 packages\u001b[0m");
    }

    /// Up to the step with this index, which is one of the upgrade.
    Story toConfigure(Story story, int next) {
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
        return next > 5
                ? story.done(5, Duration.ofSeconds(3), "HEAD is now at 7c1a9d2 Release 2.5.1")
                : story;
    }

    /// Asks on a thread of its own, as the runner does.
    void ask(Story story, Question question) throws Exception {
        story.ask(question);
        ask(question);
    }

    /// The same, before the next step has begun.
    void askBefore(Story story, Question question) throws Exception {
        story.askBefore(question);
        ask(question);
    }

    private void ask(Question question) throws Exception {
        Thread.ofVirtual().start(() -> model().answerQuestion(question));
        Fx.await("the question waits", () -> model().waitingProperty().get() != null);
    }

    private static final AnswerOption STOP =
            new AnswerOption(Choice.STOP, Message.literal("Pause the run"), false);
    private static final AnswerOption ROLL_BACK =
            new AnswerOption(
                    Choice.ROLL_BACK, Message.literal("Roll back, after seeing the plan"), false);
    private static final AnswerOption END =
            new AnswerOption(
                    Choice.END, Message.literal("End the run and leave the server as it is"), true);

    static Question failed() {
        return new Question(
                Question.Kind.FAILED,
                Message.literal("\"Dump the database\" failed"),
                Message.literal(
                        "It ended with exit code 1.\n\n"
                                + "The disk of the server is full.\n"
                                + "Make room."),
                List.of(
                        new AnswerOption(
                                Choice.RECOVER,
                                Message.literal("Run the recovery script, then retry the step"),
                                false),
                        new AnswerOption(Choice.RETRY, Message.literal("Retry the step"), false),
                        new AnswerOption(Choice.SKIP, Message.literal("Skip the step"), true),
                        ROLL_BACK,
                        STOP,
                        END),
                "disk-full",
                List.of());
    }

    static Question failedUnknown() {
        return new Question(
                Question.Kind.FAILED,
                Message.literal("\"Make a new Python environment\" failed"),
                Message.literal("It ended with exit code 1."),
                List.of(
                        new AnswerOption(Choice.RETRY, Message.literal("Retry the step"), false),
                        ROLL_BACK,
                        STOP,
                        END),
                "",
                List.of());
    }

    static Question stuck() {
        return new Question(
                Question.Kind.STUCK,
                Message.literal("\"Migrate the database\" takes longer than it should"),
                Message.of("run.question.overdue", Duration.ofMinutes(30)),
                List.of(
                        new AnswerOption(Choice.CONTINUE, Message.literal("Keep waiting"), false),
                        new AnswerOption(
                                Choice.CANCEL,
                                Message.literal("Cancel the step on the server, then decide"),
                                false),
                        new AnswerOption(
                                Choice.STOP,
                                Message.literal("Leave it running and pause the run"),
                                false)),
                "",
                List.of());
    }

    static Question merge() {
        return new Question(
                Question.Kind.MERGE,
                Message.literal("Bring your settings into the new files"),
                Message.literal("The new version has settings that yours does not have yet."),
                List.of(
                        new AnswerOption(Choice.CONTINUE, Message.literal("Write files"), false),
                        STOP,
                        END),
                "",
                List.of(
                        new FileChange(
                                "/opt/status-page/contrib/gunicorn.py",
                                "contrib/gunicorn.py of 2.5.1",
                                "a",
                                "b",
                                List.of(
                                        new LineChange(
                                                3,
                                                List.of("workers = 12", "threads = 4"),
                                                3,
                                                List.of("workers = 5", "threads = 3")),
                                        new LineChange(
                                                9,
                                                List.of("# tuned by ops, 2024-03", "timeout = 300"),
                                                9,
                                                List.of("timeout = 120")),
                                        new LineChange(
                                                14,
                                                List.of(),
                                                13,
                                                List.of(
                                                        "max_requests = 5000",
                                                        "max_requests_jitter = 500"))))));
    }

    static Question pointOfNoReturn() {
        return pointOfNoReturn(Message.EMPTY, Duration.ofMinutes(72));
    }

    static Question pointOfNoReturnTooLate() {
        return pointOfNoReturn(Question.NOT_ENOUGH_TIME, Duration.ofMinutes(12));
    }

    private static Question pointOfNoReturn(Message warning, Duration window) {
        return new Question(
                Question.Kind.POINT_OF_NO_RETURN,
                Message.literal("There is no way back past \"Migrate the database\""),
                Message.paragraphs(
                        Message.lines(
                                List.of(
                                        warning,
                                        Message.of("run.forecast.window", window),
                                        Message.of("run.forecast.ahead", Duration.ofMinutes(25)),
                                        Message.of("run.forecast.back", Duration.ofMinutes(9)))),
                        Message.literal("Tables get the form that the new version works with.")),
                List.of(
                        new AnswerOption(Choice.CONTINUE, Message.literal("Continue"), false),
                        ROLL_BACK,
                        STOP),
                "",
                List.of());
    }

    static Question manual() {
        return new Question(
                Question.Kind.MANUAL,
                Message.literal("Tell the receivers of webhooks"),
                Message.literal(
                        "Ask the owners of all webhook receivers to accept the new field. Go on"
                                + " when they have answered."),
                List.of(
                        new AnswerOption(Choice.CONTINUE, Message.literal("Mark as done"), false),
                        new AnswerOption(Choice.SKIP, Message.literal("Skip the step"), true),
                        ROLL_BACK,
                        STOP,
                        END),
                "",
                List.of());
    }

    static Question secret() {
        return new Question(
                Question.Kind.SECRET,
                Message.literal("\"Dump the database\" asks"),
                Message.literal("Password for role \"statuspage\":"),
                List.of(new AnswerOption(Choice.CONTINUE, Message.literal("Answer"), false), STOP),
                "",
                List.of());
    }

    void go(PageKind kind) throws Exception {
        fx.run(() -> fx.window().goToPage(kind));
    }

    /// Brings a node to the top of its page.
    void scrollTo(String id) throws Exception {
        fx.settle();
        Node node = fx.node(id);
        fx.run(() -> {
            ScrollPane page = (ScrollPane) fx.scene().lookup(".page-scroll");
            double top = page.getContent().sceneToLocal(node.localToScene(0, 0)).getY() - 60;
            double room = page.getContent().getLayoutBounds().getHeight();
            page.setVvalue(top / (room - page.getViewportBounds().getHeight()));
        });
    }

    void goToRun() throws Exception {
        Fx.await("the run is folded", () -> model().runProperty().get() != null);
        Thread.sleep(150);
        fx.run(() -> fx.window().goToRun());
    }

    void inWindow(Consumer<MainWindow> work) throws Exception {
        fx.run(() -> work.accept(fx.window()));
    }
}
