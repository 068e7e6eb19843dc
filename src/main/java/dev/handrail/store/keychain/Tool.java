package dev.handrail.store.keychain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A program of the desktop. Secrets go to it and come from it over pipes alone.
final class Tool {
    private final String program;
    private final Map<String, String> environment;

    Tool(String program, Map<String, String> environment) {
        this.program = program;
        this.environment = environment;
    }

    /// `out`: to be wiped by who has read it.
    record Ran(int exit, byte[] out, String err) {}

    /// The program is not installed.
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// Runs it; whoever waits for a person longer than the limit is ended.
    Ran run(Duration limit, byte[] input, String... arguments) throws Missing, KeychainFailed {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new Missing();
        }
        try {
            CompletableFuture<byte[]> out = read(process.getInputStream());
            CompletableFuture<byte[]> err = read(process.getErrorStream());
            feed(process, input);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KeychainFailed(
                        "no-answer",
                        "The keychain did not answer within " + limit.toSeconds() + " s.",
                        "See whether the desktop waits for you to open it.");
            }
            return new Ran(
                    process.exitValue(),
                    out.join(),
                    new String(err.join(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeychainFailed("no-answer", "The keychain was not waited for.", "");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(input);
        } catch (IOException e) {
            // It has ended before it read all; its exit code tells.
        }
    }

    private static CompletableFuture<byte[]> read(InputStream from) {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("keychain")
                .start(() -> {
                    try (from) {
                        read.complete(from.readAllBytes());
                    } catch (IOException e) {
                        read.complete(new byte[0]);
                    }
                });
        return read;
    }
}
