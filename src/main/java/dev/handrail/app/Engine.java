package dev.handrail.app;

import dev.handrail.detect.Detector;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Runbook;
import dev.handrail.model.Target;
import dev.handrail.plan.Planner;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.remote.ServerConnection;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.remote.ssh.SshConnector;
import dev.handrail.remote.ssh.config.SshHosts;
import dev.handrail.run.Journal;
import dev.handrail.run.session.Runner;
import dev.handrail.store.DataStore;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.store.file.AppFolders;
import dev.handrail.store.history.archive.ImportResult;
import dev.handrail.store.history.check.HistoryCheck.HistoryCheckResult;
import dev.handrail.store.keychain.SecretName;
import dev.handrail.store.log.LogFile;
import dev.handrail.store.runbook.OwnRunbook;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;
import dev.handrail.store.settings.MergeDrafts;
import dev.handrail.store.settings.SavedServers;
import dev.handrail.store.settings.UserSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// All that Handrail can do, wired together, for the window and for commands alike.
public final class Engine implements AutoCloseable {
    private final EngineConfig config;
    private final DataStore store;
    private final RunbookCatalog catalog;
    private final EngineRuns runs;
    private final PracticeServers practice;
    private final KeychainSecrets secrets;
    private final MergeDrafts drafts;

    private Engine(EngineConfig config, DataStore store) {
        this.config = config;
        this.store = store;
        this.catalog = new RunbookCatalog(config);
        this.practice = new PracticeServers(config.folders(), config.noPractice());
        this.secrets = new KeychainSecrets(config.keychain());
        this.drafts = new MergeDrafts(config.folders().state().resolve("drafts"));
        this.runs =
                new EngineRuns(
                        store.journal(),
                        new Runner(
                                store.journal(), config.clock(), copiesFolder(), config.timer()));
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
        return drafts;
    }

    public Journal journal() {
        return store.journal();
    }

    public EngineRuns runs() {
        return runs;
    }

    /// Writes a run to a file that another Handrail can import. Returns what of its output is
    /// damaged and so missing in the file.
    public Optional<Problem> exportRun(String run, Path file) throws IOException {
        return store.exportRun(run, file);
    }

    /// Adds the run of such a file to the history.
    public ImportResult importRun(Path file) {
        return store.importRun(file);
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
        drafts.close();
        store.close();
    }
}
