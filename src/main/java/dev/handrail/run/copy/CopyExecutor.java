package dev.handrail.run.copy;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.service.BoundedOutput;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor;
import dev.handrail.run.step.StepLog;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Copies files piece by piece and verifies them by their SHA-256. It continues where an earlier
/// attempt ended.
public final class CopyExecutor implements StepExecutor {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int PIECE = 8 << 20;
    private static final int NOT_THERE = 4;

    /// What a look at a file prints: a mark, its size and its SHA-256.
    private static final Pattern LOOK = Pattern.compile("[^\\t]*\\t[0-9]{1,18}\\t[0-9a-f]{64}");

    private final RunServices context;

    public CopyExecutor(RunServices context) {
        this.context = context;
    }

    /// Receives copied files. Every method may be called again after a lost connection.
    interface CopyDestination {
        /// Returns the path of the copy.
        String targetPath(String path);

        /// Returns why this many more bytes do not fit, or empty.
        Optional<Message> checkSpace(long bytes) throws RunStopped;

        /// Returns whether the complete file is already there.
        boolean hasFile(String path, String sha256) throws RunStopped;

        /// Returns how many bytes of an incomplete copy are there.
        long partSize(String path) throws RunStopped;

        /// Writes a piece at the offset. Returns why it failed, or empty.
        Optional<Message> appendPiece(String path, long offset, byte[] piece) throws RunStopped;

        /// Gives the copy its final name if it has this hash. Else deletes it and returns false.
        boolean completeFile(String path, String sha256) throws RunStopped;
    }

    private record SourceFile(String path, long size, String sha256) {}

    /// The destination, log and progress of the files of one step.
    private record CopyJob(
            StartedStep task, CopyDestination destination, StepLog log, CopyProgress progress) {}

    @Override
    public StepResult executeStep(StartedStep task) throws RunStopped {
        Step.Copy step = (Step.Copy) task.run().step();
        StepLog log = StepLog.forOwnStep(task, context.recorder());
        try {
            return copyFiles(task, step, log);
        } catch (CopyRefused e) {
            return e.finish;
        } finally {
            log.finishLog();
        }
    }

    /// Skips files that are already there and checks the free space before it copies the rest.
    private StepResult copyFiles(StartedStep task, Step.Copy step, StepLog log)
            throws RunStopped, CopyRefused {
        List<SourceFile> sources = new ArrayList<>();
        for (String path : listPaths(task, step)) {
            sources.add(inspectFile(task, path));
        }
        CopyDestination destination = newDestination(task, step);
        List<SourceFile> missing = new ArrayList<>();
        long toCome = 0;
        for (SourceFile source : sources) {
            if (destination.hasFile(source.path(), source.sha256())) {
                log.logLine(
                        Message.of(
                                "run.copy.log.present",
                                source.path(),
                                destination.targetPath(source.path())));
            } else {
                missing.add(source);
                toCome += source.size() - existingBytes(destination, source);
            }
        }
        refuseIf(destination.checkSpace(toCome));
        CopyJob job =
                new CopyJob(
                        task, destination, log, new CopyProgress(context.recorder(), log, toCome));
        for (SourceFile source : missing) {
            copyFile(job, source);
        }
        long all = sources.stream().mapToLong(SourceFile::size).sum();
        return StepResult.stepOk(
                Message.of("run.copy.done", sources.size(), new Message.ByteCount(all)));
    }

    /// Refuses paths that are not absolute or that contain `..`.
    private List<String> listPaths(StartedStep task, Step.Copy step)
            throws RunStopped, CopyRefused {
        String list =
                context.assembler()
                        .assembleScript(
                                task.run().hop(), task.serverRole(), task.stepId(), step.files());
        ScriptResult ran =
                context.servers().runOn(task.serverRole(), shell -> shell.run(list, LIMIT));
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

    /// Reads the size and the hash of a file on its server.
    private SourceFile inspectFile(StartedStep task, String path) throws RunStopped, CopyRefused {
        ScriptResult look = runScript(task, "run/copy-look.sh", Map.of("COPY_FILE", path));
        if (look.exit() == NOT_THERE) {
            throw new CopyRefused(Message.of("run.copy.missing", path));
        }
        String[] fields = look.out().strip().split("\t");
        if (!look.hasSucceeded() || !LOOK.matcher(look.out().strip()).matches()) {
            throw new CopyRefused(Message.of("run.copy.unreadable", path, look.err().strip()));
        }
        return new SourceFile(path, Long.parseLong(fields[1]), fields[2]);
    }

    /// Copies a file. If its hash is wrong afterwards, inspects and copies it once more, because it
    /// may have changed on the server.
    private void copyFile(CopyJob job, SourceFile source) throws RunStopped, CopyRefused {
        if (!transferFile(job, source)) {
            job.log().logLine(Message.of("run.copy.log.again", source.path()));
            SourceFile again = inspectFile(job.task(), source.path());
            job.progress().addTotal(again.size());
            if (!transferFile(job, again)) {
                throw new CopyRefused(Message.of("run.copy.damaged", source.path()));
            }
        }
    }

    /// Returns whether the copy has the expected hash.
    private boolean transferFile(CopyJob job, SourceFile source) throws RunStopped, CopyRefused {
        CopyDestination destination = job.destination();
        String path = source.path();
        long have = existingBytes(destination, source);
        if (have > 0) {
            job.log()
                    .logLine(Message.of("run.copy.log.resumed", path, new Message.ByteCount(have)));
        }
        if (source.size() == 0) {
            refuseIf(destination.appendPiece(path, 0, new byte[0]));
        }
        copyRest(job, source, have);
        if (!destination.completeFile(path, source.sha256())) {
            return false;
        }
        job.log()
                .logLine(
                        Message.of(
                                "run.copy.log.done",
                                path,
                                Long.toString(source.size()),
                                destination.targetPath(path)));
        job.log().logLine(Message.literal("  SHA-256 " + source.sha256()));
        return true;
    }

    /// `from`: how many bytes of the file have already arrived. The admin can cancel before each
    /// piece.
    private void copyRest(CopyJob job, SourceFile source, long from)
            throws RunStopped, CopyRefused {
        long have = from;
        while (have < source.size()) {
            refuseIfCancelled();
            byte[] piece = readPiece(job.task(), source.path(), have, source.size() - have);
            if (piece.length > Math.min(PIECE, source.size() - have)) {
                throw new CopyRefused(Message.of("run.copy.too-much", source.path()));
            }
            if (piece.length == 0) {
                throw new CopyRefused(Message.of("run.copy.shrunk", source.path()));
            }
            refuseIf(job.destination().appendPiece(source.path(), have, piece));
            have += piece.length;
            context.recorder().reportSignOfLife(job.task().stepSeq());
            job.progress().addCopied(piece.length);
        }
    }

    private void refuseIfCancelled() throws CopyRefused {
        if (context.controls().isCancelRequested()) {
            throw new CopyRefused(
                    new StepResult(
                            StepOutcome.CANCELLED, Message.of("run.step.cancelled"), List.of()));
        }
    }

    private static long existingBytes(CopyDestination destination, SourceFile source)
            throws RunStopped {
        return Math.min(destination.partSize(source.path()), source.size());
    }

    private static void refuseIf(Optional<Message> reason) throws CopyRefused {
        if (reason.isPresent()) {
            throw new CopyRefused(reason.get());
        }
    }

    private CopyDestination newDestination(StartedStep task, Step.Copy step) {
        if (step.to().equals(Step.WORKSTATION)) {
            Path folder =
                    context.copies()
                            .resolve(context.recorder().runId())
                            .resolve("hop-" + task.hop().number())
                            .resolve(task.stepId());
            return new WorkstationDestination(context.copies(), folder);
        }
        return new ServerDestination(context, step.to(), task.stepId());
    }

    private byte[] readPiece(StartedStep task, String path, long offset, long left)
            throws RunStopped {
        String text =
                assembleScript(
                        "run/copy-read.sh",
                        Map.of(
                                "COPY_FILE", path,
                                "COPY_OFFSET", Long.toString(offset),
                                "COPY_LENGTH", Long.toString(Math.min(left, PIECE))));
        return context.servers()
                .runOn(
                        task.serverRole(),
                        shell -> {
                            BoundedOutput out = new BoundedOutput(PIECE + 1);
                            shell.runStreaming(text, LIMIT, out);
                            return out.toByteArray();
                        });
    }

    private ScriptResult runScript(StartedStep task, String script, Map<String, String> values)
            throws RunStopped {
        String text = assembleScript(script, values);
        return context.servers().runOn(task.serverRole(), shell -> shell.run(text, LIMIT));
    }

    private String assembleScript(String script, Map<String, String> values) {
        return context.assembler().assembleScript(values, ScriptText.builtIn(script));
    }

    /// Ends the step before its work is done.
    private static final class CopyRefused extends Exception {
        private static final long serialVersionUID = 1;
        private final transient StepResult finish;

        CopyRefused(Message reason) {
            this(StepResult.stepFailed(reason));
        }

        CopyRefused(StepResult finish) {
            super(finish.toString(), null, false, false);
            this.finish = finish;
        }
    }

    /// Logs the progress of all files, about once a second.
    private static final class CopyProgress {
        private final RunRecorder recorder;
        private final StepLog log;
        private final Instant begun;
        private Instant said = Instant.EPOCH;
        private long all;
        private long came;

        CopyProgress(RunRecorder recorder, StepLog log, long all) {
            this.recorder = recorder;
            this.log = log;
            this.all = all;
            this.begun = recorder.now();
        }

        void addTotal(long bytes) {
            all += bytes;
        }

        /// Estimates the remaining time from the second second on.
        private Message describeProgress(Duration taken) {
            long percent = all == 0 ? 100 : came * 100 / all;
            Message.ByteCount total = new Message.ByteCount(all);
            if (came <= 0 || taken.toMillis() < 1000) {
                return Message.of("run.copy.log.progress", percent, total);
            }
            long perSecond = Math.max(1, came * 1000 / taken.toMillis());
            return Message.of(
                    "run.copy.log.progress-left",
                    percent,
                    total,
                    new Message.ByteCount(perSecond),
                    Duration.ofSeconds((all - came) / perSecond));
        }

        void addCopied(long bytes) {
            came += bytes;
            Instant now = recorder.now();
            if (came >= all || now.isAfter(said.plusSeconds(1))) {
                said = now;
                log.logProgress(describeProgress(Duration.between(begun, now)));
            }
        }
    }
}
