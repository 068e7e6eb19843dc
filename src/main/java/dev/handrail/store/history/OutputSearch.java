package dev.handrail.store.history;

import dev.handrail.run.Journal.HitSink;
import dev.handrail.run.Journal.SearchHit;
import dev.handrail.store.history.ChunkTable.OutputChunk;
import dev.handrail.store.history.codec.DeflateCodec;
import dev.handrail.store.history.search.LineCounter;
import dev.handrail.store.history.search.LineSearch;
import dev.handrail.store.history.search.SearchPattern;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// One search in the output of all runs, with its own connections and threads, so that it holds up
/// neither readers nor writers.
final class OutputSearch implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int AHEAD = 8;
    private static final long PART = 4L << 20;
    private static final String STEPS =
            "select c.run, r.id, c.step, max(c.off + c.len) from chunk c join run r"
                    + " on r.number = c.run group by c.run, c.step order by c.run desc, c.step";

    private final SearchPattern needle;
    private final BlockingQueue<SqliteConnection> idle = new ArrayBlockingQueue<>(THREADS);
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("search-", 0).factory());
    private volatile boolean enough;

    /// Opens all connections at once.
    OutputSearch(JournalLocation place, SearchPattern needle) throws SQLException {
        this.needle = needle;
        for (int i = 0; i < THREADS; i++) {
            idle.add(place.openReadOnly());
        }
    }

    /// A byte range of a step's output, with all lines that start in it. `run`: the run's number,
    /// `id`: its id.
    private record OutputPart(long run, String id, long step, long from, long to) {}

    /// Passes the hits on in their order, although several parts are searched at the same time.
    void run(HitSink sink) throws SQLException {
        Deque<Future<List<SearchHit>>> running = new ArrayDeque<>();
        var parts = listParts().iterator();
        while (!enough && (parts.hasNext() || !running.isEmpty())) {
            while (parts.hasNext() && running.size() < AHEAD) {
                OutputPart part = parts.next();
                running.add(threads.submit(() -> searchPart(part)));
            }
            for (SearchHit hit : awaitHits(running.remove())) {
                enough = enough || !sink.acceptHit(hit);
            }
        }
    }

    /// The parts in search order: the newest run first, the steps of a run in their order.
    private Stream<OutputPart> listParts() throws SQLException {
        SqliteConnection db = idle.remove();
        try {
            return db.queryList(STEPS, OutputSearch::toPart).stream()
                    .flatMap(OutputSearch::splitPart);
        } finally {
            idle.add(db);
        }
    }

    private static OutputPart toPart(ResultSet row) throws SQLException {
        return new OutputPart(row.getLong(1), row.getString(2), row.getLong(3), 0, row.getLong(4));
    }

    /// Cuts the output of a step into equal byte ranges, so that several threads can share it.
    private static Stream<OutputPart> splitPart(OutputPart whole) {
        return LongStream.iterate(0, from -> from < whole.to(), from -> from + PART)
                .mapToObj(from ->
                        new OutputPart(whole.run(), whole.id(), whole.step(), from, from + PART));
    }

    /// Searches one part on a search thread, with a connection that no other thread uses meanwhile.
    private List<SearchHit> searchPart(OutputPart part) throws SQLException, InterruptedException {
        SqliteConnection db = idle.take();
        try (DeflateCodec packing = new DeflateCodec()) {
            return new PartSearch(db, packing, part).findHits();
        } finally {
            idle.add(db);
        }
    }

    /// Waits for a part. If the caller is interrupted, returns no hits and keeps the interrupt.
    private static List<SearchHit> awaitHits(Future<List<SearchHit>> future) throws SQLException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        enough = true;
        threads.close();
        idle.forEach(SqliteConnection::close);
    }

    /// Reads the chunks of a part up to the end of its last line.
    private final class PartSearch {
        private final SqliteConnection db;
        private final DeflateCodec packing;
        private final OutputPart part;
        private final LineSearch lines;

        /// Whether the next byte belongs to a line that starts in this part.
        private boolean inLine;

        private byte[] last = new byte[0];
        private long lastLine0;

        PartSearch(SqliteConnection db, DeflateCodec packing, OutputPart part) {
            this.db = db;
            this.packing = packing;
            this.part = part;
            this.lines = new LineSearch(part.id(), part.step(), needle);
            this.inLine = part.from() == 0;
        }

        /// All hits in the part, in order; fewer if the search was stopped.
        List<SearchHit> findHits() throws SQLException {
            long next = part.from();
            boolean more = true;
            while (more && !enough) {
                List<OutputChunk> chunks =
                        ChunkTable.chunksAfter(db, part.run(), part.step(), next);
                more = !chunks.isEmpty();
                for (int i = 0; more && i < chunks.size(); i++) {
                    more = searchChunk(chunks.get(i));
                    next = chunks.get(i).endOffset();
                }
            }
            finishPart();
            return lines.foundHits();
        }

        /// Searches the bytes of a chunk that belong to the part. A damaged chunk ends the current
        /// line, and the search resumes at the next one. Returns false at the end of the part.
        private boolean searchChunk(OutputChunk chunk) {
            boolean beyond = chunk.off() >= part.to();
            Optional<byte[]> read = chunk.unpackBytes(packing);
            if (read.isEmpty()) {
                finishPart();
                inLine = false;
                return !beyond;
            }
            if (beyond && !inLine) {
                return false;
            }
            int firstEnd = endOfFirstLine(read.get());
            searchLines(chunk, read.get(), beyond && firstEnd > 0 ? firstEnd : chunk.length());
            return !beyond || firstEnd == 0;
        }

        /// Searches the lines up to an index that begin in the part.
        private void searchLines(OutputChunk chunk, byte[] raw, int to) {
            int from = inLine ? 0 : endOfFirstLine(raw);
            if (inLine || from > 0) {
                long first = chunk.line0() + (inLine ? 1 : 2);
                lines.searchChunk(Arrays.copyOf(raw, to), from, chunk.off(), first);
                inLine = true;
                last = raw;
                lastLine0 = chunk.line0();
            }
        }

        /// Searches the line that the last chunk left open.
        private void finishPart() {
            lines.finishSearch(lastLine0 + LineCounter.countLines(last, 0, last.length) + 1);
        }

        /// The offset after the first line end, or 0 if there is none.
        private static int endOfFirstLine(byte[] raw) {
            for (int i = 0; i < raw.length; i++) {
                if (raw[i] == '\n') {
                    return i + 1;
                }
            }
            return 0;
        }
    }
}
