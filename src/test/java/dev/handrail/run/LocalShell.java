package dev.handrail.run;

import dev.handrail.model.Target;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Shell;

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
import java.util.concurrent.TimeUnit;

/// One connection to a [LocalServer].
final class LocalShell implements Shell {
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
    public String base() throws LinkLost {
        alive();
        return server.base().toString();
    }

    @Override
    public Ran run(String script, Duration limit) throws LinkLost {
        return feed(script, new byte[0], limit);
    }

    @Override
    public Ran stream(String script, Duration limit, OutputStream out) throws LinkLost {
        return ran(script, new byte[0], limit, out);
    }

    @Override
    public Ran feed(String script, byte[] input, Duration limit) throws LinkLost {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Ran ran = ran(script, input, limit, out);
        return new Ran(ran.exit(), out.toString(StandardCharsets.UTF_8), ran.err());
    }

    private Ran ran(String script, byte[] input, Duration limit, OutputStream out) throws LinkLost {
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
            return new Ran(ended ? process.exitValue() : -1, "", said);
        } catch (LinkLost e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkLost("interrupted", e);
        }
    }

    @Override
    public StepEnd start(Folder folder, Job job, long offset, Output output) throws LinkLost {
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
        return attach(folder, offset, output);
    }

    @Override
    public StepEnd attach(Folder folder, long offset, Output output) throws LinkLost {
        alive();
        Path path = server.path(folder);
        if (!Files.exists(path.resolve("cmd"))) {
            return new StepEnd.None();
        }
        long at = offset;
        while (true) {
            alive();
            boolean ended = ended(folder);
            at = follow(path.resolve("log"), at, output);
            if (ended) {
                return end(folder, path);
            }
            output.heard();
            output.alive();
            sleep();
        }
    }

    private long follow(Path log, long from, Output output) throws LinkLost {
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
                output.bytes(piece, length);
                at += length;
                if (server.cutAfter == 0) {
                    server.cutAfter = -1;
                    server.closedFor = server.closedAfterCut;
                    close();
                    alive();
                }
            }
            return at;
        } catch (LinkLost e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean ended(Folder folder) {
        Process process = server.steps.get(folder.path());
        return Files.exists(server.path(folder).resolve("rc"))
                || process == null
                || !process.isAlive();
    }

    private StepEnd end(Folder folder, Path path) {
        long bytes = path.resolve("log").toFile().length();
        if (!Files.exists(path.resolve("rc"))) {
            return new StepEnd.Lost(
                    server.steps.containsKey(folder.path()) ? "died" : "reboot", bytes);
        }
        int code = Integer.parseInt(server.text(path.resolve("rc")).strip());
        return new StepEnd.Exited(code, bytes, server.noSpace);
    }

    @Override
    public StepStatus status(Folder folder) throws LinkLost {
        alive();
        Path path = server.path(folder);
        if (!Files.exists(path)) {
            return new StepStatus.Done(new StepEnd.None());
        }
        return ended(folder)
                ? new StepStatus.Done(end(folder, path))
                : new StepStatus.Running(path.resolve("log").toFile().length());
    }

    @Override
    public Cancelled cancel(Folder folder, Duration grace) throws LinkLost {
        alive();
        Process process = server.steps.get(folder.path());
        if (process != null) {
            process.descendants().toList().reversed().forEach(ProcessHandle::destroy);
        }
        return new Cancelled(status(folder), List.of());
    }

    @Override
    public void type(Folder folder, byte[] input) throws LinkLost {
        alive();
        Process process = server.steps.get(folder.path());
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
    public boolean open() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    private void alive() throws LinkLost {
        if (!open) {
            throw lost();
        }
    }

    private static LinkLost lost() {
        return new LinkLost("The connection was cut.");
    }

    private static void sleep() throws LinkLost {
        try {
            Thread.sleep(LocalServer.TICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkLost("interrupted", e);
        }
    }
}
