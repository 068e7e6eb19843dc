package dev.handrail.store;

import dev.handrail.model.Problem;
import dev.handrail.run.Journal;
import dev.handrail.run.RunOwner.OwnerKind;
import dev.handrail.store.file.AppFolders;
import dev.handrail.store.history.HistoryProblems;
import dev.handrail.store.history.JournalOpener;
import dev.handrail.store.history.SqliteJournal;
import dev.handrail.store.history.archive.ImportResult;
import dev.handrail.store.history.archive.RunExporter;
import dev.handrail.store.history.archive.RunImporter;
import dev.handrail.store.history.check.HistoryCheck;
import dev.handrail.store.history.check.HistoryCheck.HistoryCheckResult;
import dev.handrail.store.history.library.SqliteLibrary;
import dev.handrail.store.settings.SavedServers;
import dev.handrail.store.settings.UserSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What Handrail keeps on disk: the journal of all runs, saved servers and settings.
public final class DataStore implements AutoCloseable {
    private final SqliteJournal journal;
    private final SavedServers targets;
    private final UserSettings settings;

    private DataStore(SqliteJournal journal, SavedServers targets, UserSettings settings) {
        this.journal = journal;
        this.targets = targets;
        this.settings = settings;
    }

    /// Opens the store with the journal in the data folder and the rest in the configuration
    /// folder, and creates missing folders. `kind`: what this process tells others about itself.
    public static StoreOpenResult open(AppFolders folders, OwnerKind kind) {
        try {
            SqliteLibrary.install(folders.data());
            return openStore(folders, kind);
        } catch (LinkageError e) {
            return new StoreOpenResult.Failed(HistoryProblems.noLibrary(folders.data(), e));
        }
    }

    /// Opens the store for a command.
    public static StoreOpenResult open(AppFolders folders) {
        return open(folders, OwnerKind.COMMAND);
    }

    private static StoreOpenResult openStore(AppFolders folders, OwnerKind kind) {
        return switch (JournalOpener.openJournal(folders.data(), kind)) {
            case JournalOpener.JournalOpenResult.Open open ->
                    new StoreOpenResult.Ready(createStore(open.journal(), folders.config()));
            case JournalOpener.JournalOpenResult.Failed failed ->
                    new StoreOpenResult.Failed(failed.problem());
            case JournalOpener.JournalOpenResult.Damaged damaged ->
                    new StoreOpenResult.Damaged(damaged.kept(), damaged.problem());
        };
    }

    private static DataStore createStore(SqliteJournal journal, Path config) {
        return new DataStore(journal, new SavedServers(config), new UserSettings(config));
    }

    /// Opens a store that has everything in one folder.
    public static StoreOpenResult open(Path dataFolder) {
        return openStore(new AppFolders(dataFolder, dataFolder, dataFolder), OwnerKind.COMMAND);
    }

    /// May be read-only: then every call that writes throws.
    public Journal journal() {
        return journal;
    }

    /// Writes a run of the history to a file; see [RunExporter#exportTo].
    public Optional<Problem> exportRun(String run, Path file) throws IOException {
        return new RunExporter(journal, run).exportTo(file);
    }

    /// Adds the run of a file to the history.
    public ImportResult importRun(Path file) {
        return new RunImporter(journal).importFrom(file);
    }

    /// Reads the whole history and compares all checksums.
    public HistoryCheckResult checkHistory() {
        return new HistoryCheck(journal).checkHistory();
    }

    public SavedServers savedServers() {
        return targets;
    }

    public UserSettings userSettings() {
        return settings;
    }

    /// Renames a damaged history, so that a new one can begin; returns its new name.
    public static Path keepAside(Path dataFolder) {
        return JournalOpener.keepAside(dataFolder);
    }

    /// The name that [#keepAside] would give the history now.
    public static Path asideName(Path dataFolder) {
        return JournalOpener.asideName(dataFolder);
    }

    @Override
    public void close() {
        journal.close();
    }
}
