package dev.handrail.store.history.archive;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal.ReadableEvents;
import dev.handrail.store.history.ListingRefresh;
import dev.handrail.store.history.SqliteJournal;
import dev.handrail.store.history.archive.RunArchive.ArchiveDamagedException;
import dev.handrail.store.history.archive.RunArchive.ArchiveNewerException;
import dev.handrail.store.history.integrity.ImportMark;
import dev.handrail.store.history.integrity.RunNotes;
import dev.handrail.store.history.integrity.StoredEvent;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipException;

/// Adds an exported run to the history, with the checksums that it had. Nothing is imported unless
/// the whole file is as it was exported.
public final class RunImporter {
    private final SqliteJournal journal;

    public RunImporter(SqliteJournal journal) {
        this.journal = journal;
    }

    /// Imports the run of a file. A run that is there already, with the same events, stays as it
    /// is.
    public ImportResult importFrom(Path file) {
        try {
            return importRun(RunArchive.readFile(file));
        } catch (ArchiveNewerException e) {
            return refuse(
                    "file.import-newer", Message.of("store.import.newer.what", file.toString()));
        } catch (ArchiveDamagedException | ZipException | EOFException e) {
            return refuse(
                    "file.import-damaged",
                    Message.of("store.import.damaged.what", file.toString()));
        } catch (NoSuchFileException e) {
            return refuse(
                    "file.import-missing",
                    Message.of("store.import.missing.what", file.toString()));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            return refuse(
                    "file.import-unreadable",
                    Message.of("store.import.unreadable.what", file.toString(), reason));
        }
    }

    private static ImportResult refuse(String key, Message what) {
        Message todo =
                switch (key) {
                    case "file.import-newer" -> Message.of("store.import.newer.todo");
                    case "file.import-own" -> Message.of("store.import.own.todo");
                    case "file.import-other" -> Message.of("store.import.other.todo");
                    default -> Message.of("store.import.damaged.todo");
                };
        return new ImportResult.Refused(new Problem(key, what, todo));
    }

    private ImportResult importRun(RunArchive archive) throws IOException {
        String run = archive.chain().run();
        Optional<byte[]> known = journal.inspectFile(db -> findHead(db, run));
        if (known.isPresent() && !MessageDigest.isEqual(known.get(), archive.chain().head())) {
            boolean own = journal.inspectFile(db -> ImportMark.findMark(db, run)).isEmpty();
            return refuse(
                    own ? "file.import-own" : "file.import-other",
                    Message.of("store.import.other.what", run));
        }
        if (known.isPresent() && journal.inspectFile(db -> isComplete(db, run))) {
            return new ImportResult.Present(run);
        }
        String note = journal.readNotes().getOrDefault(run, "");
        if (known.isPresent()) {
            journal.deleteRun(run);
        }
        return addRun(archive, note);
    }

    /// The mark of an import that has begun is removed when all output is there, so that an import
    /// that was interrupted is repeated. `note`: what the admin wrote about the run after that one.
    private ImportResult addRun(RunArchive archive, String note) throws IOException {
        String run = archive.chain().run();
        if (!isRun(archive)) {
            return refuse(
                    "file.import-damaged",
                    Message.of("store.import.damaged.what", archive.file().toString()));
        }
        journal.changeFile(db -> {
            insertRun(db, archive);
            RunNotes.writeNote(db, run, note);
        });
        ReadableEvents read = journal.readSoundEvents(run);
        if (read.damage().isPresent()) {
            journal.deleteRun(run);
            return refuse(
                    "file.import-newer",
                    Message.of("store.import.newer.what", archive.file().toString()));
        }
        Set<Long> steps = new TreeSet<>();
        archive.readOutput((step, offset, bytes) -> {
            steps.add(step);
            journal.appendOutput(run, step, offset, bytes);
        });
        steps.forEach(step -> journal.finishOutput(run, step));
        journal.changeFile(db -> {
            ImportMark.setMark(db, run, ImportMark.COMPLETE);
            new ListingRefresh(db).rebuildStale();
        });
        return new ImportResult.Imported(run);
    }

    /// Anybody can make checksums that fit: the events must begin a run and follow from one
    /// another.
    private boolean isRun(RunArchive archive) {
        List<RunEvent> events = journal.decodeEvents(archive.events());
        if (events.stream().filter(RunEvent.RunStarted.class::isInstance).count() != 1
                || !(events.getFirst() instanceof RunEvent.RunStarted)) {
            return false;
        }
        try {
            return Run.of(archive.chain().run(), events).start() != null;
        } catch (RuntimeException e) {
            // No run of any Handrail has such events.
            return false;
        }
    }

    private static Optional<byte[]> findHead(SqliteConnection db, String run) throws SQLException {
        return db.queryFirst(
                "select head from run where id = ?",
                row -> Objects.requireNonNullElse(row.getBytes(1), new byte[0]),
                run);
    }

    /// Whether the run is one of this workstation, or its import has reached its end.
    private static boolean isComplete(SqliteConnection db, String run) throws SQLException {
        return ImportMark.findMark(db, run).filter(ImportMark.BEGUN::equals).isEmpty();
    }

    private static void insertRun(SqliteConnection db, RunArchive archive) throws SQLException {
        db.executeUpdate(
                "insert into run (id, last, head, late) values (?, ?, ?, ?)",
                archive.chain().run(),
                archive.chain().last(),
                archive.chain().head(),
                archive.chain().late());
        long number =
                db.queryFirst(
                                "select number from run where id = ?",
                                row -> row.getLong(1),
                                archive.chain().run())
                        .orElseThrow();
        for (StoredEvent event : archive.events()) {
            event.insertInto(db, number);
        }
        ImportMark.setMark(db, archive.chain().run(), ImportMark.BEGUN);
    }
}
