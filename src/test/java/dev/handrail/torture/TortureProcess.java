package dev.handrail.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A [TortureChild] as its parent sees it.
final class TortureProcess {
    private static final long LIMIT = TimeUnit.SECONDS.toMillis(60);

    private final Process process;
    private final BufferedReader lines;
    private boolean ended;

    private TortureProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Returns at once, while the child still loads its classes. `scratch`: where the child has a
    /// folder of its own.
    static TortureProcess start(TortureImage image, Path scratch) throws IOException {
        return new TortureProcess(image.startChild(Files.createTempDirectory(scratch, "warm")));
    }

    void awaitReady() throws IOException {
        if (!TortureChild.READY.equals(lines.readLine())) {
            throw new IllegalStateException("The child does not start");
        }
    }

    void give(String order) throws IOException {
        process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /// Waits for so many lines and then so long, kills the child with SIGKILL, and returns all that
    /// it said. Ends earlier when the child has done its work.
    List<String> killAfter(int count, long micros) throws IOException, InterruptedException {
        List<String> said = readLines(count);
        TimeUnit.MICROSECONDS.sleep(micros);
        kill();
        said.addAll(readLines(Integer.MAX_VALUE));
        return said;
    }

    /// All that the child says until it has done its work or is dead.
    List<String> awaitDone() throws IOException {
        return readLines(Integer.MAX_VALUE);
    }

    private List<String> readLines(int count) throws IOException {
        List<String> said = new ArrayList<>();
        Thread limit = Thread.ofVirtual().start(this::killLate);
        while (said.size() < count) {
            String line = lines.readLine();
            if (line == null || line.equals(TortureChild.DONE)) {
                ended = line == null;
                break;
            }
            said.add(line);
        }
        limit.interrupt();
        return said;
    }

    /// A child that hangs must not hang its parent.
    private void killLate() {
        try {
            Thread.sleep(LIMIT);
            kill();
        } catch (InterruptedException e) {
            // It went on in time.
        }
    }

    /// Unlike the process's own method, that of its handle leaves the output to be read.
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /// Kills the child and waits until it is gone.
    void end() {
        kill();
        process.onExit().join();
    }

    boolean isAlive() {
        return !ended && process.isAlive();
    }

    /// The exit code of a child that is ending.
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }
}
