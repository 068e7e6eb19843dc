package dev.handrail.store.history.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Problem;
import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.store.file.JsonMapping;
import dev.handrail.store.file.PrivateFiles;
import dev.handrail.store.history.SqliteJournal;
import dev.handrail.store.history.archive.ArchiveLine.EventLine;
import dev.handrail.store.history.archive.ArchiveLine.Header;
import dev.handrail.store.history.archive.ArchiveLine.OutputLine;
import dev.handrail.store.history.integrity.EventChain;
import dev.handrail.store.history.integrity.StoredEvent;
import dev.handrail.store.history.sqlite.SqliteConnection;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Writes one run of the history to a file: its events with their checksums, and its output, all as
/// they are stored, so with the stars in place of secrets.
public final class RunExporter {
    private static final JsonMapper MAPPER = JsonMapping.createMapper();
    private static final String STEPS =
            "select distinct step from chunk where run = (select number from run where id = ?)"
                    + " order by step";
    private static final byte[] NOTHING = new byte[0];

    private final SqliteJournal journal;
    private final String run;

    public RunExporter(SqliteJournal journal, String run) {
        this.journal = journal;
        this.run = run;
    }

    /// Writes the file. Throws [JournalUnwritable] if events of the run are damaged, and returns
    /// what is wrong with its output: such bytes are missing in the file.
    public Optional<Problem> exportTo(Path file) throws IOException {
        journal.readEvents(run);
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(PrivateFiles.openExport(file)), UTF_8))) {
            return writeLines(out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<Problem> writeLines(Writer out) throws IOException {
        LineDigest digest = new LineDigest();
        EventChain chain = journal.inspectFile(this::readChain);
        String head = HexFormat.of().formatHex(chain.head());
        writeLine(
                out, digest, new Header(ArchiveLine.FORMAT, run, chain.late(), chain.last(), head));
        for (StoredEvent event : journal.inspectFile(db -> readEvents(db, chain.last()))) {
            writeLine(out, digest, EventLine.of(event));
        }
        Optional<Problem> damage = writeOutput(out, digest);
        out.write(MAPPER.writeValueAsString(digest.end()) + "\n");
        return damage;
    }

    private Optional<Problem> writeOutput(Writer out, LineDigest digest) {
        Optional<Problem> damage = Optional.empty();
        for (long step :
                journal.inspectFile(db -> db.queryList(STEPS, row -> row.getLong(1), run))) {
            Optional<Problem> found =
                    journal.readOutput(
                            run,
                            step,
                            0,
                            (offset, bytes) -> writeOutput(out, digest, step, offset, bytes));
            damage = damage.or(() -> found);
        }
        return damage;
    }

    private static boolean writeOutput(
            Writer out, LineDigest digest, long step, long offset, byte[] bytes) {
        try {
            writeLine(out, digest, OutputLine.of(step, offset, bytes));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeLine(Writer out, LineDigest digest, Object line) throws IOException {
        String text = MAPPER.writeValueAsString(line);
        digest.addLine(text);
        out.write(text + "\n");
    }

    private EventChain readChain(SqliteConnection db) throws SQLException {
        return db.queryFirst(
                        "select late, last, head from run where id = ?",
                        row ->
                                new EventChain(
                                        run,
                                        row.getLong(1),
                                        row.getLong(2),
                                        Objects.requireNonNullElse(row.getBytes(3), NOTHING)),
                        run)
                .orElseThrow();
    }

    /// The events up to the one that the header names: the run may go on meanwhile.
    private List<StoredEvent> readEvents(SqliteConnection db, long last) throws SQLException {
        return db.queryList(
                "select "
                        + StoredEvent.COLUMNS
                        + " from event e join run r on r.number = e.run where r.id = ? and"
                        + " e.seq <= ? order by e.seq",
                StoredEvent::of,
                run,
                last);
    }
}
