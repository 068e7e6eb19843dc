package dev.handrail.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The real command of target/handrail (or another launcher) as a process, with a home of its own.
public final class Launched implements AutoCloseable {
    public static final Path IMAGE = Path.of("target/handrail").toAbsolutePath();
    public static final Path LAUNCHER = IMAGE.resolve("bin/handrail");

    private final Process process;
    private final StringBuffer text = new StringBuffer();
    private final Thread reader;

    private Launched(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    public static Launched start(Path launcher, Path home, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(launcher.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("HANDRAIL_HOME", home.toString());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new Launched(process);
    }

    /// The same from the classes under test, for a test that needs no image.
    public static Launched startClasses(Path home, String... arguments) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.handrail.Handrail");
        builder.command().addAll(List.of(arguments));
        builder.environment().put("HANDRAIL_HOME", home.toString());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new Launched(process);
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                text.append((char) c);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public String text() {
        return text.toString();
    }

    /// Waits until the text so far fits, and no longer than the limit.
    public void waitFor(Predicate<String> fits, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!fits.test(text())) {
            if (System.nanoTime() > end || (!process.isAlive() && !fits.test(text()))) {
                throw new AssertionError("It said only:\n" + text());
            }
            Thread.sleep(20);
        }
    }

    /// Its exit code, when it has ended by itself.
    public int exit() throws InterruptedException {
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end:\n" + text());
        }
        reader.join();
        return process.exitValue();
    }

    /// Ends it as a power cut would.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
