package dev.handrail.store.history.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.store.file.JsonMapping;
import dev.handrail.store.history.archive.ArchiveLine.End;
import dev.handrail.store.history.archive.ArchiveLine.EventLine;
import dev.handrail.store.history.archive.ArchiveLine.Header;
import dev.handrail.store.history.archive.ArchiveLine.OutputLine;
import dev.handrail.store.history.integrity.EventChain;
import dev.handrail.store.history.integrity.StoredEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// An exported run. It is read twice: once to check all of it, and once for its output.
record RunArchive(Path file, EventChain chain, List<StoredEvent> events) {
    /// An id becomes a part of file names.
    private static final String ID = "[A-Za-z0-9-]{1,80}";

    private static final JsonMapper MAPPER = JsonMapping.createMapper();

    /// The file is no exported run, or not as Handrail wrote it.
    static final class ArchiveDamagedException extends IOException {
        private static final long serialVersionUID = 1;

        ArchiveDamagedException(String message) {
            super(message);
        }
    }

    /// A newer Handrail wrote the file.
    static final class ArchiveNewerException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /// Receives the output of the run, step by step and in order.
    interface OutputReceiver {
        void receiveOutput(long step, long offset, byte[] bytes);
    }

    /// Checks the whole file. Throws unless every line is as it was written.
    static RunArchive readFile(Path file) throws IOException {
        try (BufferedReader in = open(file)) {
            LineDigest digest = new LineDigest();
            Header header = readHeader(nextLine(in, digest));
            EventChain chain =
                    new EventChain(
                            header.run(),
                            header.late(),
                            header.last(),
                            HexFormat.of().parseHex(header.head()));
            List<StoredEvent> events = new ArrayList<>();
            for (long i = 0; i < header.last(); i++) {
                events.add(MAPPER.readValue(nextLine(in, digest), EventLine.class).toEvent());
            }
            require(!events.isEmpty() && chain.checkEvents(events).isWhole(), "events");
            checkOutput(in, digest);
            return new RunArchive(file, chain, List.copyOf(events));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ArchiveDamagedException(String.valueOf(e.getMessage()));
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8));
    }

    private static Header readHeader(String line) throws IOException {
        Header header = MAPPER.readValue(line, Header.class);
        if (header.handrailRun() > ArchiveLine.FORMAT) {
            throw new ArchiveNewerException();
        }
        require(header.handrailRun() == ArchiveLine.FORMAT && header.run().matches(ID), "header");
        return header;
    }

    private static String nextLine(BufferedReader in, LineDigest digest) throws IOException {
        String line = requireLine(in.readLine());
        digest.addLine(line);
        return line;
    }

    /// Reads the output up to the last line, and compares what that says with what was read.
    private static void checkOutput(BufferedReader in, LineDigest digest) throws IOException {
        Map<Long, Long> ends = new HashMap<>();
        String line = requireLine(in.readLine());
        while (line.startsWith("{\"step\"")) {
            digest.addLine(line);
            OutputLine output = MAPPER.readValue(line, OutputLine.class);
            require(output.offset() == ends.getOrDefault(output.step(), 0L), "output");
            ends.put(output.step(), output.offset() + output.decodeBytes().length);
            line = requireLine(in.readLine());
        }
        require(MAPPER.readValue(line, End.class).equals(digest.end()), "checksum");
        require(in.readLine() == null, "more after the end");
    }

    private static String requireLine(@Nullable String line) throws ArchiveDamagedException {
        if (line == null) {
            throw new ArchiveDamagedException("end of file");
        }
        return line;
    }

    private static void require(boolean condition, String what) throws ArchiveDamagedException {
        if (!condition) {
            throw new ArchiveDamagedException(what);
        }
    }

    /// Reads the output of a file that was checked.
    void readOutput(OutputReceiver receiver) throws IOException {
        try (BufferedReader in = open(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("{\"step\"")) {
                    OutputLine output = MAPPER.readValue(line, OutputLine.class);
                    receiver.receiveOutput(output.step(), output.offset(), output.decodeBytes());
                }
            }
        }
    }
}
