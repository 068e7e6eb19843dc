package dev.handrail.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Runs a program of this workstation and takes all its output, within a time limit that neither an
/// endless program nor a child that keeps its output open can exceed.
public final class LocalProgram {
    /// How long to wait for the last output after the program has ended.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private LocalProgram() {}

    /// The result of a program that ended by itself. A caller that reads a secret from `out` wipes
    /// it.
    public record Ended(int exit, byte[] out, byte[] err) {}

    /// Waits until the program ends, at most as long as `limit`, and returns empty if the limit
    /// came first. In both cases it kills the program and the children that still run.
    public static Optional<Ended> run(ProcessBuilder builder, byte[] input, Duration limit)
            throws IOException, InterruptedException {
        Process process = builder.start();
        try {
            return awaitEnd(process, input, limit);
        } finally {
            kill(process);
        }
    }

    private static Optional<Ended> awaitEnd(Process process, byte[] input, Duration limit)
            throws InterruptedException {
        Collector out = new Collector(process.getInputStream());
        Collector err = new Collector(process.getErrorStream());
        Thread.ofVirtual().name("program-in").start(() -> feed(process, input));
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)
                ? Optional.of(new Ended(process.exitValue(), out.bytes(), err.bytes()))
                : Optional.empty();
    }

    /// Kills the process and all processes that it started.
    public static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Runs on a thread of its own, so that a program that reads nothing cannot block the caller.
    private static void feed(Process process, byte[] input) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(input);
        } catch (IOException e) {
            // It has ended before it read everything; its exit code tells.
        }
    }

    /// Reads one output stream on a thread of its own.
    private static final class Collector {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Collector(InputStream from) {
            reader = Thread.ofVirtual().name("program-out").start(() -> collect(from));
        }

        private void collect(InputStream from) {
            try (from) {
                from.transferTo(bytes);
            } catch (IOException e) {
                // What came until then is all there is.
            }
        }

        /// All bytes that came, or those of the first second if a child keeps the stream open.
        byte[] bytes() throws InterruptedException {
            reader.join(GRACE);
            return bytes.toByteArray();
        }
    }
}
