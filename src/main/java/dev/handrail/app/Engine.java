package dev.handrail.app;

import dev.handrail.detect.Detector;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Runbook;
import dev.handrail.model.Target;
import dev.handrail.plan.Planner;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.remote.ssh.SshConnector;
import dev.handrail.remote.ssh.config.SshHosts;
import dev.handrail.run.FixResult;
import dev.handrail.run.Journal;
import dev.handrail.run.QuestionHandler;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunHistory;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunOwner.OwnerKind;
import dev.handrail.run.RunPurpose;
import dev.handrail.run.service.SleepTimer;
import dev.handrail.run.session.Runner;
import dev.handrail.store.DataStore;
import dev.handrail.store.RecordingFile;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.store.file.AppFolders;
import dev.handrail.store.history.check.HistoryCheck.HistoryCheckResult;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.store.keychain.SecretName;
import dev.handrail.store.log.LogFile;
import dev.handrail.store.runbook.OwnRunbook;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;
import dev.handrail.store.settings.MergeDrafts;
import dev.handrail.store.settings.SavedServers;
import dev.handrail.store.settings.UserSettings;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that Handrail can do, wired together, for the window and for commands alike.
public final class Engine implements AutoCloseable {
    private final EngineConfig config;
    private final DataStore store;
    private final RunbookCatalog catalog;
    private final Runner runner;
    private final PracticeServers practice;
    private final KeychainSecrets secrets;

    private Engine(EngineConfig config, DataStore store) {
        this.config = config;
        this.store = store;
        this.catalog = new RunbookCatalog(config);
        this.practice = new PracticeServers(config.folders(), config.noPractice());
        this.secrets = new KeychainSecrets(config.keychain());
        this.runner = new Runner(store.journal(), config.clock(), copiesFolder(), config.timer());
    }

    /// Where things are. `runbooks`: folders to load beside the built-in runbooks and the admin's
    /// own. `noPractice`: why the practice server cannot run here, or empty. `keychain`: where
    /// secrets may be kept. `ownRunbooks`: false if only the built-in runbooks are wanted. `timer`:
    /// how runs wait. `kind`: what this process tells other Handrails about itself.
    public record EngineConfig(
            AppFolders folders,
            Path sshFolder,
            List<Path> runbooks,
            Clock clock,
            Optional<Problem> noPractice,
            Keychain keychain,
            boolean ownRunbooks,
            SleepTimer timer,
            OwnerKind kind) {

        /// Keeps no secrets.
        public EngineConfig(AppFolders folders, Path sshFolder, List<Path> runbooks, Clock clock) {
            this(
                    folders,
                    sshFolder,
                    runbooks,
                    clock,
                    PracticeServer.unsupportedReason(),
                    Keychain.unavailableBecause(
                            new Problem(
                                    "keychain.none",
                                    Message.of("keychain.unused.what"),
                                    Message.EMPTY)),
                    true,
                    Thread::sleep,
                    OwnerKind.COMMAND);
        }

        public EngineConfig withoutPractice(Problem why) {
            return new EngineConfig(
                    folders,
                    sshFolder,
                    runbooks,
                    clock,
                    Optional.of(why),
                    keychain,
                    ownRunbooks,
                    timer,
                    kind);
        }

        public EngineConfig withKeychain(Keychain other) {
            return new EngineConfig(
                    folders,
                    sshFolder,
                    runbooks,
                    clock,
                    noPractice,
                    other,
                    ownRunbooks,
                    timer,
                    kind);
        }

        public EngineConfig withoutOwnRunbooks() {
            return new EngineConfig(
                    folders, sshFolder, runbooks, clock, noPractice, keychain, false, timer, kind);
        }

        public EngineConfig withTimer(SleepTimer other) {
            return new EngineConfig(
                    folders,
                    sshFolder,
                    runbooks,
                    clock,
                    noPractice,
                    keychain,
                    ownRunbooks,
                    other,
                    kind);
        }

        /// The same for a process that shows a window.
        public EngineConfig forWindow() {
            return new EngineConfig(
                    folders,
                    sshFolder,
                    runbooks,
                    clock,
                    noPractice,
                    keychain,
                    ownRunbooks,
                    timer,
                    OwnerKind.WINDOW);
        }

        /// The log file, which records bugs of Handrail itself.
        public LogFile log() {
            return LogFile.in(folders);
        }

        /// The usual places of this user on this platform.
        public static EngineConfig defaultConfig() {
            Path home = Path.of(System.getProperty("user.home"));
            AppFolders folders =
                    AppFolders.of(System.getenv(), System.getProperty("os.name"), home);
            return new EngineConfig(folders, home.resolve(".ssh"), List.of(), Clock.systemUTC())
                    .withKeychain(
                            Keychain.ofDesktop(System.getProperty("os.name"), System.getenv()));
        }
    }

    /// What became of opening the engine.
    public sealed interface OpenResult {
        record Ready(Engine engine) implements OpenResult {}

        /// Nothing can be done, and history cannot even be viewed.
        record Failed(Problem problem) implements OpenResult {}

        /// The history file is damaged. [Engine#setAsideHistory] would rename it to `kept` and let
        /// a new one begin.
        record Damaged(Path kept, Problem problem) implements OpenResult {}
    }

    public static OpenResult open(EngineConfig config) {
        return switch (DataStore.open(config.folders(), config.kind())) {
            case StoreOpenResult.Failed failed -> new OpenResult.Failed(failed.problem());
            case StoreOpenResult.Damaged damaged ->
                    new OpenResult.Damaged(damaged.kept(), damaged.problem());
            case StoreOpenResult.Ready ready ->
                    new OpenResult.Ready(new Engine(config, ready.store()));
        };
    }

    /// Keeps a damaged history under a new name, which it returns, so that [#open] begins a new
    /// one.
    public static Path setAsideHistory(EngineConfig config) {
        return DataStore.keepAside(config.folders().data());
    }

    /// The name that [#setAsideHistory] would give a damaged history now.
    public static Path asideName(EngineConfig config) {
        return DataStore.asideName(config.folders().data());
    }

    public List<Runbook> runbooks() {
        return catalog.loaded().runbooks();
    }

    /// What is wrong with runbooks that could not be loaded.
    public List<RunbookError> runbookErrors() {
        return catalog.loaded().errors();
    }

    /// What the admin should know of the runbooks that were loaded.
    public List<Message> runbookNotices() {
        return catalog.loaded().notices();
    }

    /// Sound runbooks of the admin's own that Handrail does not use, because nobody trusts them
    /// yet.
    public List<OwnRunbook> untrustedRunbooks() {
        return catalog.loaded().untrusted();
    }

    /// Uses such a runbook from now on, also the next time. Returns why that could not be
    /// remembered.
    public Optional<Problem> trustRunbook(OwnRunbook own) {
        return catalog.trustRunbook(own);
    }

    /// Present if the list of trusted runbooks was damaged.
    public Optional<Problem> runbookTrustProblem() {
        return catalog.damageProblem();
    }

    public Clock clock() {
        return config.clock();
    }

    public LogFile log() {
        return config.log();
    }

    public AppFolders folders() {
        return config.folders();
    }

    /// The folder on this workstation that receives the files of copy steps.
    public Path copiesFolder() {
        return config.folders().data().resolve("copies");
    }

    /// What the admin has chosen in merges that are not answered yet, or were in other runs.
    public MergeDrafts mergeDrafts() {
        return new MergeDrafts(config.folders().state().resolve("drafts"));
    }

    public Journal journal() {
        return store.journal();
    }

    /// Reads the whole history and compares all checksums.
    public HistoryCheckResult checkHistory() {
        return store.checkHistory();
    }

    public SavedServers targets() {
        return store.savedServers();
    }

    public UserSettings settings() {
        return store.userSettings();
    }

    public UpgradePlanning upgradePlanning() {
        return new UpgradePlanning(catalog.loaded().runbooks());
    }

    public Planner planner() {
        return new Planner();
    }

    public Detector detector() {
        return new Detector(catalog.loaded().runbooks());
    }

    /// The hosts that the admin's own SSH configuration names.
    public List<Target> sshHosts() {
        return new SshHosts(config.sshFolder()).listHosts();
    }

    /// A way to a server, not yet connected. Secrets are asked for once and kept in memory, and in
    /// the keychain if the person wants that.
    public ServerConnection newLink(Target target, CredentialPrompt person) {
        return new ServerConnection(
                target, newConnector(target), new CachingCredentials(person, secrets));
    }

    /// The same with another asker: Handrail keeps no secret and asks each time.
    public ServerConnection newLink(Target target, ShellConnector.UserInteraction asker) {
        return new ServerConnection(target, newConnector(target), asker);
    }

    /// What is kept in the desktop's keychain.
    public KeychainSecrets keychainSecrets() {
        return secrets;
    }

    /// The account that this target logs in to, as `user@host:port`; empty where the SSH
    /// configuration does not say how to get there.
    public Optional<String> accountOf(Target target) {
        return new JschConnector(config.sshFolder()).accountOf(target);
    }

    /// The saved secrets of the account that this target logs in to.
    public List<SecretName> storedSecrets(Target target) {
        Optional<String> account = accountOf(target);
        return secrets.storedNames().stream()
                .filter(name -> account.equals(Optional.of(name.account())))
                .toList();
    }

    /// Practice servers start when somebody connects; all others use the SSH configuration.
    private ShellConnector newConnector(Target target) {
        return practice.findName(target)
                .<ShellConnector>map(name -> new PracticeConnector(practice, name))
                .orElseGet(() -> new SshConnector(config.sshFolder(), SshClient.of(target)));
    }

    /// Starts a run. `links`: by the roles of its route.
    public RunHandle startRun(
            Plan.Ready plan,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        return startRun(plan, links, RunPurpose.UPGRADE, admin, watcher);
    }

    /// Starts a run. `purpose`: an upgrade, which Handrail may roll back by itself.
    public RunHandle startRun(
            Plan.Ready plan,
            Map<String, ServerConnection> links,
            RunPurpose purpose,
            QuestionHandler admin,
            RunListener watcher) {
        return runner.startRun(plan, links, purpose, admin, watcher);
    }

    /// Resumes a run. A replay of a recording needs no links.
    public RunHandle resumeRun(
            String run,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        return findRun(run).filter(Run::isRecorded).isPresent()
                ? runner.resumeReplay(run, RecordingFile.builtIn(), admin, watcher)
                : runner.resumeRun(run, links, admin, watcher);
    }

    /// Plays a recorded practice run, which needs no server.
    public RunHandle startReplay(QuestionHandler admin, RunListener watcher) {
        return runner.startReplay(RecordingFile.builtIn(), admin, watcher);
    }

    /// Plans how to undo what a run has done and no earlier roll-back has undone.
    public Plan planRollback(Run run, RollbackScope scope) {
        return RollbackPlanner.planRollback(run, rollbacksOf(run), scope);
    }

    /// The roll-backs of a run, the newest first.
    public List<Run> rollbacksOf(Run run) {
        return RunHistory.rollbacksOf(store.journal(), run.id());
    }

    /// The runs of the same product on the same servers that began after this one, the newest
    /// first.
    public List<Journal.RunSummary> laterRunsOf(Run run) {
        return RunHistory.laterRunsOf(store.journal().listRuns(), run.id());
    }

    /// Starts a plan that undoes what the run `origin` did.
    public RunHandle startRollback(
            Plan.Ready plan,
            String origin,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        return runner.startRun(plan, links, RunPurpose.rollBack(origin), admin, watcher);
    }

    /// Starts the roll-back of a run by itself, as its admin agreed at the start of it.
    public RunHandle startAutoRollback(
            Plan.Ready plan,
            Run origin,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        Duration limit = origin.autoRollback().orElseThrow().limit();
        RunPurpose purpose = RunPurpose.rollBackByItself(origin.id(), limit);
        return runner.startRun(plan, links, purpose, admin, watcher);
    }

    /// Runs a command that fixes a finding over the open connection, and records it as a run.
    public FixResult runFix(Plan.Ready plan, ServerConnection link) throws ConnectionLostException {
        return runner.runFix(plan, link);
    }

    /// Starts a plan that checks what the run `origin` has left behind.
    public RunHandle startVerification(
            Plan.Ready plan,
            String origin,
            Map<String, ServerConnection> links,
            QuestionHandler admin,
            RunListener watcher) {
        return runner.startRun(plan, links, RunPurpose.verify(origin), admin, watcher);
    }

    /// The run that a verification checked, if it is in the history; else the run itself.
    public Run verifiedRun(Run run) {
        return run.isVerification() ? findRun(run.start().origin()).orElse(run) : run;
    }

    /// Reads a run from the journal; empty if there is none with this id. Of a damaged run it reads
    /// what is before the damage, which is only to be shown: [#resumeRun] and the like refuse it.
    /// Throws [Journal.JournalUnwritable] if not even its first event can be read.
    public Optional<Run> findRun(String id) {
        Journal.ReadableEvents read = store.journal().readSoundEvents(id);
        List<RunEvent> events =
                read.events().isEmpty() ? store.journal().readEvents(id) : read.events();
        return events.isEmpty() ? Optional.empty() : Optional.of(Run.of(id, events));
    }

    /// Why the practice server cannot run here, or empty.
    public Optional<Problem> practiceProblem() {
        return config.noPractice();
    }

    /// The practice server, which is started the first time and ends with the engine. What was done
    /// on it is still there.
    public PracticeStartResult startPractice() {
        return startPractice(PracticeServers.USUAL);
    }

    /// A practice server with a name of its own, beside the usual one.
    public PracticeStartResult startPractice(String name) {
        return practice.startServer(name);
    }

    /// Stops a practice server and deletes its folder.
    public void discardPractice(String name) {
        practice.discardServer(name);
    }

    @Override
    public void close() {
        practice.close();
        secrets.close();
        store.close();
    }
}
