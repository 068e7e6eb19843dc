package dev.handrail.run;

import dev.handrail.model.Message;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One connection to a [LocalServer].
final class LocalShell implements ServerShell {
    private final LocalServer server;
    private volatile boolean open = true;

    LocalShell(LocalServer server) {
        this.server = server;
    }

    @Override
    public Target target() {
        return server.target();
    }

    @Override
    public String hostKey() {
        return server.hostKey;
    }

    @Override
    public String baseFolder() throws ConnectionLostException {
        alive();
        return server.base().toString();
    }

    @Override
    public ScriptResult run(String script, Duration limit) throws ConnectionLostException {
        return runWithInput(script, new byte[0], limit);
    }

    @Override
    public ScriptResult runStreaming(String script, Duration limit, OutputStream out)
            throws ConnectionLostException {
        return ran(script, new byte[0], limit, out);
    }

    @Override
    public ScriptResult runWithInput(String script, byte[] input, Duration limit)
            throws ConnectionLostException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScriptResult ran = ran(script, input, limit, out);
        return new ScriptResult(ran.exit(), out.toString(StandardCharsets.UTF_8), ran.err());
    }

    private ScriptResult ran(String script, byte[] input, Duration limit, OutputStream out)
            throws ConnectionLostException {
        alive();
        try {
            Path file = Files.createTempFile(server.home, "run", ".sh");
            Path err = Files.createTempFile(server.home, "run", ".err");
            Path in = Files.createTempFile(server.home, "run", ".in");
            Files.writeString(file, script);
            Files.write(in, input);
            Process process =
                    new ProcessBuilder("/bin/sh", "-c", "exec /bin/sh " + file + " 3<" + in)
                            .directory(server.home.toFile())
                            .redirectError(err.toFile())
                            .redirectInput(Path.of("/dev/null").toFile())
                            .start();
            process.getInputStream().transferTo(out);
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            String said = Files.readString(err);
            List.of(file, err, in).forEach(path -> path.toFile().delete());
            alive();
            return new ScriptResult(ended ? process.exitValue() : -1, "", said);
        } catch (ConnectionLostException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLostException(Message.literal("interrupted"), e);
        }
    }

    @Override
    public StepEnd startStep(StepFolder folder, StepJob job, long offset, OutputListener output)
            throws ConnectionLostException {
        alive();
        if (server.loseStart) {
            server.loseStart = false;
            throw lost();
        }
        try {
            server.launch(folder, job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return attachStep(folder, offset, output);
    }

    @Override
    public StepEnd attachStep(StepFolder folder, long offset, OutputListener output)
            throws ConnectionLostException {
        alive();
        Path path = server.path(folder);
        if (!Files.exists(path.resolve("cmd"))) {
            return new StepEnd.UnknownStep();
        }
        long at = offset;
        while (true) {
            alive();
            boolean ended = ended(folder);
            at = follow(path.resolve("log"), at, output);
            if (ended) {
                Optional.ofNullable(server.times.get(folder.name())).ifPresent(output::onTimes);
                return end(folder, path);
            }
            output.onReply();
            output.onAlive();
            sleep();
        }
    }

    private long follow(Path log, long from, OutputListener output) throws ConnectionLostException {
        long at = from;
        byte[] piece = new byte[1000];
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(at);
            for (int read = file.read(piece); read > 0; read = file.read(piece)) {
                int length = read;
                if (server.cutAfter >= 0) {
                    length = (int) Math.min(read, server.cutAfter);
                    server.cutAfter -= length;
                }
                alive();
                output.onOutput(piece, length);
                at += length;
                if (server.cutAfter == 0) {
                    server.cutAfter = -1;
                    server.closedFor = server.closedAfterCut;
                    close();
                    alive();
                }
            }
            return at;
        } catch (ConnectionLostException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean ended(StepFolder folder) {
        Process process = server.steps.get(folder.fullPath());
        return Files.exists(server.path(folder).resolve("rc"))
                || process == null
                || !process.isAlive();
    }

    private StepEnd end(StepFolder folder, Path path) {
        long bytes = path.resolve("log").toFile().length();
        if (!Files.exists(path.resolve("rc"))) {
            return new StepEnd.StepDied(
                    server.steps.containsKey(folder.fullPath()) ? "died" : "reboot", bytes);
        }
        int code = Integer.parseInt(server.text(path.resolve("rc")).strip());
        return new StepEnd.Exited(code, bytes, server.noSpace);
    }

    @Override
    public StepStatus stepStatus(StepFolder folder) throws ConnectionLostException {
        alive();
        Path path = server.path(folder);
        if (!Files.exists(path)) {
            return new StepStatus.Done(new StepEnd.UnknownStep());
        }
        return ended(folder)
                ? new StepStatus.Done(end(folder, path))
                : new StepStatus.Running(path.resolve("log").toFile().length());
    }

    @Override
    public CancelResult cancelStep(StepFolder folder, Duration grace)
            throws ConnectionLostException {
        alive();
        Process process = server.steps.get(folder.fullPath());
        if (process != null) {
            process.descendants().toList().reversed().forEach(ProcessHandle::destroy);
        }
        return new CancelResult(stepStatus(folder), List.of());
    }

    @Override
    public void typeInput(StepFolder folder, byte[] input) throws ConnectionLostException {
        alive();
        Process process = server.steps.get(folder.fullPath());
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().write(input);
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Duration roundTrip() {
        return Duration.ofMillis(1);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    private void alive() throws ConnectionLostException {
        if (!open) {
            throw lost();
        }
    }

    private static ConnectionLostException lost() {
        return new ConnectionLostException(Message.literal("The connection was cut."));
    }

    private static void sleep() throws ConnectionLostException {
        try {
            Thread.sleep(LocalServer.TICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLostException(Message.literal("interrupted"), e);
        }
    }
}
