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
    /// For output that is on its way when the program has ended.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private LocalProgram() {}

    /// `out`: to be wiped by its reader, where it is secret.
    public record Ended(int exit, byte[] out, byte[] err) {}

    /// Empty: the limit came first, and the program and its children have been killed.
    public static Optional<Ended> run(ProcessBuilder builder, byte[] input, Duration limit)
            throws IOException, InterruptedException {
        Process process = builder.start();
        try {
            Collector out = new Collector(process.getInputStream());
            Collector err = new Collector(process.getErrorStream());
            Thread.ofVirtual().name("program-in").start(() -> feed(process, input));
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            return Optional.of(new Ended(process.exitValue(), out.bytes(), err.bytes()));
        } finally {
            kill(process);
        }
    }

    /// Kills the process and all processes that it started.
    public static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(input);
        } catch (IOException e) {
            // It has ended before it read everything; its exit code tells.
        }
    }

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

        byte[] bytes() throws InterruptedException {
            reader.join(GRACE);
            return bytes.toByteArray();
        }
    }
}
