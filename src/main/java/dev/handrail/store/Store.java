package dev.handrail.store;

import dev.handrail.run.Journal;

import java.nio.file.Path;

/// What Handrail keeps on disk: the journal of all runs, saved servers and settings.
public final class Store implements AutoCloseable {
    private final SqliteJournal journal;
    private final Targets targets;
    private final Settings settings;

    private Store(SqliteJournal journal, Targets targets, Settings settings) {
        this.journal = journal;
        this.targets = targets;
        this.settings = settings;
    }

    /// Opens the store with the journal in the data folder and the rest in the configuration
    /// folder; makes what is missing.
    public static Opened open(Folders folders) {
        return switch (JournalOpening.open(folders.data())) {
            case JournalOpening.Result.Open open ->
                    new Opened.Ready(
                            new Store(
                                    open.journal(),
                                    new Targets(folders.config()),
                                    new Settings(folders.config())));
            case JournalOpening.Result.Failed failed -> new Opened.Failed(failed.problem());
            case JournalOpening.Result.Damaged damaged ->
                    new Opened.Damaged(damaged.kept(), damaged.problem());
        };
    }

    /// Opens a store that has everything in one folder.
    public static Opened open(Path dataFolder) {
        return open(new Folders(dataFolder, dataFolder, dataFolder));
    }

    public Journal journal() {
        return journal;
    }

    public Targets targets() {
        return targets;
    }

    public Settings settings() {
        return settings;
    }

    /// Renames a damaged history, so that a new one can begin; returns its new name.
    public static Path keepAside(Path dataFolder) {
        return JournalOpening.keepAside(dataFolder);
    }

    @Override
    public void close() {
        journal.close();
    }
}
