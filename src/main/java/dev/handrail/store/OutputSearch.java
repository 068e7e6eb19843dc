package dev.handrail.store;

import dev.handrail.run.Journal.Hit;
import dev.handrail.run.Journal.HitSink;
import dev.handrail.store.ChunkTable.Chunk;

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

/// One search through the output of all runs, on connections and threads of its own.
final class OutputSearch implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int AHEAD = 8;
    private static final long PART = 4L << 20;

    private final Needle needle;
    private final BlockingQueue<Db> idle = new ArrayBlockingQueue<>(THREADS);
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("search-", 0).factory());
    private volatile boolean enough;

    OutputSearch(JournalPlace place, Needle needle) throws SQLException {
        this.needle = needle;
        for (int i = 0; i < THREADS; i++) {
            idle.add(place.read());
        }
    }

    /// A part of the output of a step: the lines that begin in it. `run`: its number, `id`: its id.
    private record Part(long run, String id, long step, long from, long to) {}

    /// Gives the hits in their order, though two parts are searched at a time.
    void run(HitSink sink) throws SQLException {
        Deque<Future<List<Hit>>> running = new ArrayDeque<>();
        var parts = parts().iterator();
        while (!enough && (parts.hasNext() || !running.isEmpty())) {
            while (parts.hasNext() && running.size() < AHEAD) {
                Part part = parts.next();
                running.add(threads.submit(() -> search(part)));
            }
            for (Hit hit : result(running.remove())) {
                enough = enough || !sink.take(hit);
            }
        }
    }

    private Stream<Part> parts() throws SQLException {
        Db db = idle.remove();
        try {
            return db
                    .list(
                            "select c.run, r.id, c.step, max(c.off + c.len) from chunk c join run r"
                                + " on r.number = c.run group by c.run, c.step order by c.run desc,"
                                + " c.step",
                            row ->
                                    new Part(
                                            row.getLong(1),
                                            row.getString(2),
                                            row.getLong(3),
                                            0,
                                            row.getLong(4)))
                    .stream()
                    .flatMap(OutputSearch::split);
        } finally {
            idle.add(db);
        }
    }

    private static Stream<Part> split(Part whole) {
        return LongStream.iterate(0, from -> from < whole.to(), from -> from + PART)
                .mapToObj(
                        from -> new Part(whole.run(), whole.id(), whole.step(), from, from + PART));
    }

    private List<Hit> search(Part part) throws SQLException, InterruptedException {
        Db db = idle.take();
        try (Packing packing = new Packing()) {
            return new PartSearch(db, packing, part).hits();
        } finally {
            idle.add(db);
        }
    }

    private static List<Hit> result(Future<List<Hit>> future) throws SQLException {
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
        idle.forEach(Db::close);
    }

    /// Walks the chunks of a part, and on to the end of the line in which the part ends.
    private final class PartSearch {
        private final Db db;
        private final Packing packing;
        private final Part part;
        private final LineSearch lines;

        /// Whether the next byte belongs to a line that began in this part.
        private boolean inLine;

        private byte[] last = new byte[0];
        private long lastLine0;

        PartSearch(Db db, Packing packing, Part part) {
            this.db = db;
            this.packing = packing;
            this.part = part;
            this.lines = new LineSearch(part.id(), part.step(), needle);
            this.inLine = part.from() == 0;
        }

        List<Hit> hits() throws SQLException {
            long next = part.from();
            boolean more = true;
            while (more && !enough) {
                List<Chunk> chunks = ChunkTable.after(db, part.run(), part.step(), next);
                more = !chunks.isEmpty();
                for (int i = 0; more && i < chunks.size(); i++) {
                    more = feed(chunks.get(i));
                    next = chunks.get(i).end();
                }
            }
            finish();
            return lines.hits();
        }

        /// False when the part is done.
        private boolean feed(Chunk chunk) {
            boolean beyond = chunk.off() >= part.to();
            Optional<byte[]> read = chunk.raw(packing);
            if (read.isEmpty()) {
                finish();
                inLine = false;
                return !beyond;
            }
            byte[] raw = read.get();
            if (beyond && !inLine) {
                return false;
            }
            int from = inLine ? 0 : afterLine(raw);
            int to = beyond && afterLine(raw) > 0 ? afterLine(raw) : raw.length;
            if (inLine || from > 0) {
                long first = chunk.line0() + (inLine ? 1 : 2);
                lines.feed(Arrays.copyOf(raw, to), from, chunk.off(), first);
                inLine = true;
                last = raw;
                lastLine0 = chunk.line0();
            }
            return !beyond || afterLine(raw) == 0;
        }

        private void finish() {
            lines.finish(lastLine0 + ChunkTable.lines(last, 0, last.length) + 1);
        }

        /// The offset after the first line end, or 0 if there is none.
        private static int afterLine(byte[] raw) {
            for (int i = 0; i < raw.length; i++) {
                if (raw[i] == '\n') {
                    return i + 1;
                }
            }
            return 0;
        }
    }
}
