package dev.handrail.remote.step;

import static dev.handrail.testing.TestRequirements.requireTools;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ssh.channel.ScriptExecution;
import dev.handrail.testing.Shells;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Runs the scripts for steps on this machine, under one of its shells and without SSH.
public final class LocalSteps {
    private static final String MARK = "mark";

    final Shells shell;
    final Path base;
    private final Path home;
    private final StepScripts scripts;

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
        this.scripts = new StepScripts(path.toString());
    }

    ServerShell.StepFolder step(String name) {
        return new ServerShell.StepFolder(base.toString(), "run-1", name);
    }

    Path path(String name) {
        return base.resolve("run-1").resolve(name);
    }

    static ServerShell.StepJob job(String script) {
        return job(script, false, false);
    }

    public static ServerShell.StepJob job(String script, boolean prompts, boolean terminal) {
        return new ServerShell.StepJob(script, prompts, terminal, 2_000_000_000L);
    }

    /// What a script answered: its lines, read, and the log that it printed.
    record Answer(StepReplyParser lines, String log) {
        ServerShell.StepEnd end() {
            return lines.stepEnd().orElseThrow();
        }
    }

    Answer start(String name, ServerShell.StepJob job) throws Exception {
        return answer(startText(name, job), new byte[0]);
    }

    Answer start(String name, String script) throws Exception {
        return start(name, job(script));
    }

    String startText(String name, ServerShell.StepJob job) {
        return scripts.startScript(step(name), job, 0, "none");
    }

    Answer attach(String name, long offset) throws Exception {
        return answer(scripts.attachScript(step(name), offset), new byte[0]);
    }

    Answer status(String name) throws Exception {
        return answer(scripts.statusScript(step(name)), new byte[0]);
    }

    Answer cancel(String name, int graceTenths) throws Exception {
        return answer(scripts.cancelScript(step(name), graceTenths), new byte[0]);
    }

    Answer type(String name, String text) throws Exception {
        return answer(scripts.typeScript(step(name)), text.getBytes(UTF_8));
    }

    private Answer answer(String script, byte[] input) throws Exception {
        Process process = shell.start(Map.of("HOME", home.toString()));
        StepReplyParser lines = new StepReplyParser();
        Thread errors = Thread.startVirtualThread(() -> read(process, lines));
        try (OutputStream in = process.getOutputStream()) {
            in.write(ScriptExecution.wrapScript(script, MARK, input.length > 0).getBytes(UTF_8));
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

    private static void read(Process process, StepReplyParser lines) {
        try {
            byte[] bytes = process.getErrorStream().readAllBytes();
            lines.addBytes(bytes, 0, bytes.length);
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

    byte[] whole(String name, ServerShell.StepJob job) {
        return ScriptExecution.wrapScript(startText(name, job), MARK, false).getBytes(UTF_8);
    }

    private static void drain(java.io.InputStream stream) {
        try {
            stream.readAllBytes();
        } catch (IOException e) {
            // Killed.
        }
    }
}
