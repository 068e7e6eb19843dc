package dev.handrail.testing;

import static dev.handrail.testing.TestRequirements.requireTools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/// The shells of this machine that a server's `/bin/sh` may be. `command`: how one is called; a
/// script follows on stdin.
public record Shells(List<String> command) {

    public record Ran(int exit, String out, String err) {}

    /// dash, bash and busybox; a test that starts one that is not here is skipped.
    public static List<Shells> all() {
        return Stream.of(List.of("dash"), List.of("bash"), List.of("busybox", "sh"))
                .map(Shells::new)
                .toList();
    }

    /// This machine's own.
    public static Shells sh() {
        return new Shells(List.of("sh"));
    }

    public static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// The whole path of a program, also of one for administrators that is not on the path.
    public static Path find(String program) {
        List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(":")));
        folders.addAll(List.of("/usr/sbin", "/sbin", "/usr/local/sbin"));
        return folders.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/nonexistent", program));
    }

    /// Runs a script to its end, with nothing of this process's environment but the path.
    public Ran run(String script) throws IOException, InterruptedException, ExecutionException {
        return run(script.getBytes(UTF_8), Map.of());
    }

    public Ran run(byte[] script, Map<String, String> environment)
            throws IOException, InterruptedException, ExecutionException {
        Process process = start(environment);
        FutureTask<String> err = new FutureTask<>(() -> all(process.getErrorStream()));
        Thread.startVirtualThread(err);
        Thread.startVirtualThread(() -> feed(process, script));
        String out = all(process.getInputStream());
        return new Ran(process.waitFor(), out, err.get());
    }

    public Process start(Map<String, String> environment) throws IOException {
        requireTools(command.getFirst());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void feed(Process process, byte[] script) {
        try (var in = process.getOutputStream()) {
            in.write(script);
        } catch (IOException e) {
            // It ended without reading all of it; its exit status tells.
        }
    }

    private static String all(java.io.InputStream in) {
        try {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return command.getFirst();
    }
}
