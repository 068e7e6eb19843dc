package dev.handrail.app;

import dev.handrail.detect.Detector;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Runbook;
import dev.handrail.model.Target;
import dev.handrail.plan.Planner;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.Started;
import dev.handrail.remote.Connector;
import dev.handrail.remote.JschConnector;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.SshHosts;
import dev.handrail.run.Admin;
import dev.handrail.run.Journal;
import dev.handrail.run.Mended;
import dev.handrail.run.Runner;
import dev.handrail.run.Running;
import dev.handrail.run.Watcher;
import dev.handrail.store.Folders;
import dev.handrail.store.Opened;
import dev.handrail.store.RecordingFile;
import dev.handrail.store.RunbookLibrary;
import dev.handrail.store.RunbookLibrary.RunbookError;
import dev.handrail.store.Settings;
import dev.handrail.store.Store;
import dev.handrail.store.Targets;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.store.keychain.SecretName;
import dev.handrail.store.log.LogFile;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that Handrail can do, wired together, for the window and for commands alike.
public final class Engine implements AutoCloseable {
    private final Config config;
    private final Store store;
    private final RunbookLibrary.Loaded library;
    private final Runner runner;
    private final PracticeServers practice;
    private final Secrets secrets;

    private Engine(Config config, Store store, RunbookLibrary.Loaded library) {
        this.config = config;
        this.store = store;
        this.library = library;
        this.practice = new PracticeServers(config.folders(), config.noPractice());
        this.secrets = new Secrets(config.keychain());
        this.runner = new Runner(store.journal(), config.clock(), copies());
    }

    /// Where things are. `runbooks`: folders to load beside the built-in runbooks and the admin's
    /// own. `noPractice`: why the practice server cannot run here, or empty. `keychain`: where
    /// secrets may be kept.
    public record Config(
            Folders folders,
            Path sshFolder,
            List<Path> runbooks,
            Clock clock,
            Optional<Problem> noPractice,
            Keychain keychain) {

        /// Keeps no secrets.
        public Config(Folders folders, Path sshFolder, List<Path> runbooks, Clock clock) {
            this(
                    folders,
                    sshFolder,
                    runbooks,
                    clock,
                    PracticeServer.unsupported(),
                    Keychain.none(new Problem("keychain.none", "No keychain is used here.", "")));
        }

        public Config withoutPractice(Problem why) {
            return new Config(folders, sshFolder, runbooks, clock, Optional.of(why), keychain);
        }

        public Config with(Keychain other) {
            return new Config(folders, sshFolder, runbooks, clock, noPractice, other);
        }

        /// Where bugs of Handrail itself are written down.
        public LogFile log() {
            return LogFile.in(folders);
        }

        /// The usual places of this user on this platform.
        public static Config usual() {
            Path home = Path.of(System.getProperty("user.home"));
            Folders folders = Folders.of(System.getenv(), System.getProperty("os.name"), home);
            return new Config(folders, home.resolve(".ssh"), List.of(), Clock.systemUTC())
                    .with(Keychain.ofDesktop(System.getProperty("os.name"), System.getenv()));
        }
    }

    /// What became of opening the engine.
    public sealed interface Opening {
        record Ready(Engine engine) implements Opening {}

        /// Nothing can be done, and history cannot even be viewed.
        record Failed(Problem problem) implements Opening {}

        /// The history file is damaged. [Engine#keepAside] would rename it to `kept` and let a new
        /// one begin.
        record Damaged(Path kept, Problem problem) implements Opening {}
    }

    public static Opening open(Config config) {
        return switch (Store.open(config.folders())) {
            case Opened.Failed failed -> new Opening.Failed(failed.problem());
            case Opened.Damaged damaged -> new Opening.Damaged(damaged.kept(), damaged.problem());
            case Opened.Ready ready ->
                    new Opening.Ready(new Engine(config, ready.store(), load(config)));
        };
    }

    /// Keeps a damaged history under a new name, which it returns, so that [#open] begins a new
    /// one.
    public static Path keepAside(Config config) {
        return Store.keepAside(config.folders().data());
    }

    private static RunbookLibrary.Loaded load(Config config) {
        List<Path> folders = new ArrayList<>(config.runbooks());
        folders.addFirst(config.folders().runbooks());
        return RunbookLibrary.load(folders);
    }

    public List<Runbook> runbooks() {
        return library.runbooks();
    }

    /// What is wrong with runbooks that could not be loaded.
    public List<RunbookError> runbookErrors() {
        return library.errors();
    }

    /// What the admin should know of the runbooks that were loaded.
    public List<String> runbookNotices() {
        return library.notices();
    }

    public Clock clock() {
        return config.clock();
    }

    public LogFile log() {
        return config.log();
    }

    public Folders folders() {
        return config.folders();
    }

    /// The folder on this workstation under which runs put what they copy here.
    public Path copies() {
        return config.folders().data().resolve("copies");
    }

    public Journal journal() {
        return store.journal();
    }

    public Targets targets() {
        return store.targets();
    }

    public Settings settings() {
        return store.settings();
    }

    public Planner planner() {
        return new Planner();
    }

    public Detector detector() {
        return new Detector(library.runbooks());
    }

    /// The hosts that the admin's own SSH configuration names.
    public List<Target> sshHosts() {
        return new SshHosts(config.sshFolder()).list();
    }

    /// A way to a server, not yet connected. Secrets are asked for once and kept in memory, and in
    /// the keychain if the person wants that.
    public Link link(Target target, Person person) {
        return new Link(target, connector(target), new RememberingAsker(person, secrets));
    }

    /// The same without a person: what is asked for is answered each time.
    public Link link(Target target, Connector.Asker asker) {
        return new Link(target, connector(target), asker);
    }

    /// What is kept in the desktop's keychain.
    public Secrets secrets() {
        return secrets;
    }

    /// What of that is for the account which a target logs in to.
    public List<SecretName> kept(Target target) {
        Optional<String> account = new JschConnector(config.sshFolder()).account(target);
        return secrets.kept().stream()
                .filter(name -> account.equals(Optional.of(name.account())))
                .toList();
    }

    private Connector connector(Target target) {
        return practice.nameOf(target)
                .<Connector>map(name -> new PracticeConnector(practice, name))
                .orElseGet(() -> new JschConnector(config.sshFolder()));
    }

    /// Starts a run. `links`: by the roles of its route.
    public Running start(Plan.Ready plan, Map<String, Link> links, Admin admin, Watcher watcher) {
        return runner.start(plan, links, admin, watcher);
    }

    /// Goes on with a run. One that is played from a recording needs no links.
    public Running resume(String run, Map<String, Link> links, Admin admin, Watcher watcher) {
        return run(run).filter(Run::isRecorded).isPresent()
                ? runner.playOn(run, RecordingFile.builtIn(), admin, watcher)
                : runner.resume(run, links, admin, watcher);
    }

    /// Plays a recorded practice run, which needs no server.
    public Running playRecorded(Admin admin, Watcher watcher) {
        return runner.play(RecordingFile.builtIn(), admin, watcher);
    }

    /// Starts a plan that takes back what the run `origin` did.
    public Running rollBack(
            Plan.Ready plan, String origin, Map<String, Link> links, Admin admin, Watcher watcher) {
        return runner.start(plan, links, origin, admin, watcher);
    }

    /// Runs a command that mends a finding over the open connection, and writes it down as a run.
    public Mended mend(Plan.Ready plan, Link link) throws LinkLost {
        return runner.mend(plan, link);
    }

    /// Starts a plan that looks at what the run `origin` has left behind.
    public Running verify(
            Plan.Ready plan, String origin, Map<String, Link> links, Admin admin, Watcher watcher) {
        return runner.start(plan, links, origin, admin, watcher);
    }

    /// The run itself, or the one that it looked at.
    public Run lookedAt(Run run) {
        return run.isVerification() ? run(run.start().origin()).orElse(run) : run;
    }

    /// What is written down of a run, if there is such a run.
    public Optional<Run> run(String id) {
        List<RunEvent> events = store.journal().events(id);
        return events.isEmpty() ? Optional.empty() : Optional.of(Run.of(id, events));
    }

    /// Why the practice server cannot run here, or empty.
    public Optional<Problem> noPractice() {
        return config.noPractice();
    }

    /// The practice server, which is started the first time and ends with the engine. What was done
    /// on it is still there.
    public Started practice() {
        return practice(PracticeServers.USUAL);
    }

    /// A practice server with a name of its own, beside the usual one.
    public Started practice(String name) {
        return practice.start(name);
    }

    /// Ends a practice server and deletes it with all that was done on it.
    public void discardPractice(String name) {
        practice.discard(name);
    }

    @Override
    public void close() {
        practice.close();
        secrets.close();
        store.close();
    }
}
