package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.testing.Shells;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Runs the scripts for steps on this machine, under one of its shells and without SSH.
final class LocalSteps {
    private static final String MARK = "mark";

    final Shells shell;
    final Path base;
    private final Path home;
    private final RemoteScripts scripts;

    LocalSteps(Shells shell, Path folder) throws IOException {
        this(shell, folder, folder.resolve("base"));
    }

    LocalSteps(Shells shell, Path folder, Path base) throws IOException {
        requireTools(shell.command().getFirst());
        this.shell = shell;
        this.base = base;
        this.home = Files.createDirectories(folder.resolve("home"));
        Path path = folder.resolve("sh");
        if (!Files.exists(path)) {
            Files.copy(Shells.find(shell.command().getFirst()).toRealPath(), path);
        }
        this.scripts = new RemoteScripts(path.toString());
    }

    Shell.Folder step(String name) {
        return new Shell.Folder(base.toString(), "run-1", name);
    }

    Path path(String name) {
        return base.resolve("run-1").resolve(name);
    }

    static Shell.Job job(String script) {
        return job(script, false, false);
    }

    static Shell.Job job(String script, boolean prompts, boolean terminal) {
        return new Shell.Job(script, prompts, terminal, 2_000_000_000L);
    }

    /// What a script answered: its lines, read, and the log that it printed.
    record Answer(StepLines lines, String log) {
        Shell.StepEnd end() {
            return lines.end().orElseThrow();
        }
    }

    Answer start(String name, Shell.Job job) throws Exception {
        return answer(startText(name, job), new byte[0]);
    }

    Answer start(String name, String script) throws Exception {
        return start(name, job(script));
    }

    String startText(String name, Shell.Job job) {
        return scripts.start(step(name), job, 0, "none");
    }

    Answer attach(String name, long offset) throws Exception {
        return answer(scripts.attach(step(name), offset), new byte[0]);
    }

    Answer status(String name) throws Exception {
        return answer(scripts.status(step(name)), new byte[0]);
    }

    Answer cancel(String name, int graceTenths) throws Exception {
        return answer(scripts.cancel(step(name), graceTenths), new byte[0]);
    }

    Answer type(String name, String text) throws Exception {
        return answer(scripts.type(step(name)), text.getBytes(UTF_8));
    }

    private Answer answer(String script, byte[] input) throws Exception {
        Process process = shell.start(Map.of("HOME", home.toString()));
        StepLines lines = new StepLines();
        Thread errors = Thread.startVirtualThread(() -> read(process, lines));
        try (OutputStream in = process.getOutputStream()) {
            in.write(ScriptRun.text(script, MARK, input.length > 0).getBytes(UTF_8));
            in.flush();
            if (input.length > 0) {
                // As over SSH: what is fed follows once the script has begun.
                Thread.sleep(100);
                in.write(input);
            }
        } catch (IOException e) {
            // It ended before it read all.
        }
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        errors.join();
        return new Answer(lines, out.substring(out.indexOf(MARK) + MARK.length() + 1));
    }

    private static void read(Process process, StepLines lines) {
        try {
            byte[] bytes = process.getErrorStream().readAllBytes();
            lines.add(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A process that has been sent so much of a start, and waits for more.
    Process begin(byte[] text) throws IOException {
        Process process = shell.start(Map.of("HOME", home.toString()));
        Thread.startVirtualThread(() -> drain(process.getInputStream()));
        Thread.startVirtualThread(() -> drain(process.getErrorStream()));
        process.getOutputStream().write(text);
        process.getOutputStream().flush();
        return process;
    }

    byte[] whole(String name, Shell.Job job) {
        return ScriptRun.text(startText(name, job), MARK, false).getBytes(UTF_8);
    }

    private static void drain(java.io.InputStream stream) {
        try {
            stream.readAllBytes();
        } catch (IOException e) {
            // Killed.
        }
    }
}
