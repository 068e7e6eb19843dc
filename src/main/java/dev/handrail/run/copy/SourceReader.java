package dev.handrail.run.copy;

import dev.handrail.model.Message;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.BoundedOutput;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor.StartedStep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Lists and reads the files of a copy step on the server that has them.
final class SourceReader {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int PIECE = 8 << 20;
    private static final int NOT_THERE = 4;

    /// What the inspection of a file prints: a mark, its size and its SHA-256.
    private static final Pattern INSPECTED =
            Pattern.compile("[^\\t]*\\t[0-9]{1,18}\\t[0-9a-f]{64}");

    private final RunServices context;
    private final StartedStep task;

    SourceReader(RunServices context, StartedStep task) {
        this.context = context;
        this.task = task;
    }

    /// A file as it was when Handrail inspected it.
    record SourceFile(String path, long size, String sha256) {}

    /// Lists the files of the step and inspects each.
    List<SourceFile> listFiles(Step.Copy step) throws RunStopped, CopyRefused {
        List<SourceFile> files = new ArrayList<>();
        for (String path : listPaths(step)) {
            files.add(inspectFile(path));
        }
        return files;
    }

    /// Refuses paths that are not absolute or that contain `..`.
    private List<String> listPaths(Step.Copy step) throws RunStopped, CopyRefused {
        ScriptResult ran = runScript(assembleList(step));
        if (!ran.hasSucceeded()) {
            throw new CopyRefused(Message.of("run.files.unlisted", ran.err().strip()));
        }
        List<String> paths = ran.out().lines().filter(line -> !line.isBlank()).toList();
        for (String path : paths) {
            if (!path.startsWith("/") || List.of(path.split("/")).contains("..")) {
                throw new CopyRefused(Message.of("run.copy.not-absolute", path));
            }
        }
        return paths;
    }

    private String assembleList(Step.Copy step) {
        return context.assembler()
                .assembleScript(task.run().hop(), task.serverRole(), task.stepId(), step.files());
    }

    /// Reads the size and the hash of a file.
    SourceFile inspectFile(String path) throws RunStopped, CopyRefused {
        ScriptResult inspected =
                runScript(assembleScript("run/copy-look.sh", Map.of("COPY_FILE", path)));
        if (inspected.exit() == NOT_THERE) {
            throw new CopyRefused(Message.of("run.copy.missing", path));
        }
        String[] fields = inspected.out().strip().split("\t");
        if (!inspected.hasSucceeded() || !INSPECTED.matcher(inspected.out().strip()).matches()) {
            throw new CopyRefused(Message.of("run.copy.unreadable", path, inspected.err().strip()));
        }
        return new SourceFile(path, Long.parseLong(fields[1]), fields[2]);
    }

    /// Reads the piece at the offset. Refuses a file that has become shorter, and an answer that is
    /// longer than the piece.
    byte[] readPiece(SourceFile file, long offset) throws RunStopped, CopyRefused {
        long length = Math.min(file.size() - offset, PIECE);
        Map<String, String> values =
                Map.of(
                        "COPY_FILE", file.path(),
                        "COPY_OFFSET", Long.toString(offset),
                        "COPY_LENGTH", Long.toString(length));
        byte[] piece = readOutput(assembleScript("run/copy-read.sh", values));
        if (piece.length > length) {
            throw new CopyRefused(Message.of("run.copy.too-much", file.path()));
        }
        if (piece.length == 0) {
            throw new CopyRefused(Message.of("run.copy.shrunk", file.path()));
        }
        return piece;
    }

    private byte[] readOutput(String script) throws RunStopped {
        return context.servers()
                .runOn(
                        task.serverRole(),
                        shell -> {
                            BoundedOutput out = new BoundedOutput(PIECE + 1);
                            shell.runStreaming(script, LIMIT, out);
                            return out.toByteArray();
                        });
    }

    private ScriptResult runScript(String script) throws RunStopped {
        return context.servers().runOn(task.serverRole(), shell -> shell.run(script, LIMIT));
    }

    private String assembleScript(String script, Map<String, String> values) {
        return context.assembler().assembleScript(values, ScriptText.builtIn(script));
    }
}
