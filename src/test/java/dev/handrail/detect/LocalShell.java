package dev.handrail.detect;

import dev.handrail.model.Target;
import dev.handrail.remote.ServerShell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A shell without a network: scripts run in `sh` on this machine.
public final class LocalShell implements ServerShell {
    private final List<String> sh;
    private final Map<String, String> environment;

    public LocalShell(List<String> sh, Map<String, String> environment) {
        this.sh = sh;
        this.environment = environment;
    }

    public LocalShell(Path home) {
        this(
                List.of("/bin/sh"),
                Map.of("HOME", home.toString(), "PATH", System.getenv("PATH"), "USER", "practice"));
    }

    @Override
    public ScriptResult run(String script, Duration limit) {
        try {
            ProcessBuilder builder = new ProcessBuilder(sh);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            Thread feeder =
                    Thread.ofVirtual().start(() -> write(process.getOutputStream(), script));
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Thread errors = Thread.ofVirtual().start(() -> copy(process, err));
            byte[] out = process.getInputStream().readAllBytes();
            errors.join();
            feeder.join();
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            return new ScriptResult(
                    ended ? process.exitValue() : -1,
                    new String(out, StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(OutputStream to, String script) {
        try (to) {
            to.write(script.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The shell ended before it had read all.
        }
    }

    private static void copy(Process process, OutputStream to) {
        try {
            process.getErrorStream().transferTo(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Target target() {
        return Target.of("practice", "localhost", 22);
    }

    @Override
    public String hostKey() {
        return "SHA256:none";
    }

    @Override
    public String baseFolder() {
        return environment.get("HOME") + "/.handrail";
    }

    @Override
    public ScriptResult runStreaming(String script, Duration limit, OutputStream out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScriptResult runWithInput(String script, byte[] input, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StepEnd startStep(StepFolder folder, StepJob job, long offset, OutputListener output) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StepEnd attachStep(StepFolder folder, long offset, OutputListener output) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StepStatus stepStatus(StepFolder folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CancelResult cancelStep(StepFolder folder, Duration grace) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void typeInput(StepFolder folder, byte[] input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Duration roundTrip() {
        return Duration.ZERO;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
