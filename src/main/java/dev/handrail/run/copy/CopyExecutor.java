package dev.handrail.run.copy;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor;
import dev.handrail.run.step.StepLog;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies files piece by piece, from where an earlier try has ended, and proves them by their
/// SHA-256.
public final class CopyExecutor implements StepExecutor {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int PIECE = 8 << 20;
    private static final int NOT_THERE = 4;

    private final RunServices context;

    public CopyExecutor(RunServices context) {
        this.context = context;
    }

    /// Where copies go. Every method may be called again after a cut.
    interface CopyDestination {
        /// Where the file will stand.
        String targetPath(String path);

        /// Why so many bytes more will not fit, or empty.
        Optional<Message> checkSpace(long bytes) throws RunStopped;

        /// Whether the whole file stands there already.
        boolean hasFile(String path, String sha256) throws RunStopped;

        /// How much of the file is there, in a part that is not whole yet.
        long partSize(String path) throws RunStopped;

        /// Adds a piece; says why it could not, or nothing.
        Optional<Message> appendPiece(String path, long offset, byte[] piece) throws RunStopped;

        /// The file is whole if it has this hash: then it gets its name. Else it is thrown away.
        boolean completeFile(String path, String sha256) throws RunStopped;
    }

    private record SourceFile(String path, long size, String sha256) {}

    /// Where a file goes, and what is said and known on the way.
    private record CopyJob(
            StartedStep task, CopyDestination receiver, StepLog log, CopyProgress pace) {}

    @Override
    public StepResult executeStep(StartedStep task) throws RunStopped {
        Step.Copy step = (Step.Copy) task.run().step();
        StepLog log = StepLog.forOwnStep(task, context.diary());
        try {
            return copyFiles(task, step, log);
        } catch (CopyRefused e) {
            return e.finish;
        } finally {
            log.finishLog();
        }
    }

    private StepResult copyFiles(StartedStep task, Step.Copy step, StepLog log)
            throws RunStopped, CopyRefused {
        List<SourceFile> sources = new ArrayList<>();
        for (String path : listPaths(task, step)) {
            sources.add(inspectFile(task, path));
        }
        CopyDestination receiver = newDestination(task, step);
        List<SourceFile> missing = new ArrayList<>();
        long toCome = 0;
        for (SourceFile source : sources) {
            if (receiver.hasFile(source.path(), source.sha256())) {
                log.logLine(
                        Message.of(
                                "run.copy.log.present",
                                source.path(),
                                receiver.targetPath(source.path())));
            } else {
                missing.add(source);
                toCome += source.size() - existingBytes(receiver, source);
            }
        }
        refuseIf(receiver.checkSpace(toCome));
        CopyJob way =
                new CopyJob(task, receiver, log, new CopyProgress(context.diary(), log, toCome));
        for (SourceFile source : missing) {
            copyFile(way, source);
        }
        long all = sources.stream().mapToLong(SourceFile::size).sum();
        return StepResult.stepOk(
                Message.of("run.copy.done", sources.size(), new Message.ByteCount(all)));
    }

    private List<String> listPaths(StartedStep task, Step.Copy step)
            throws RunStopped, CopyRefused {
        String list =
                context.sending()
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

    private SourceFile inspectFile(StartedStep task, String path) throws RunStopped, CopyRefused {
        ScriptResult look = runScript(task, "run/copy-look.sh", Map.of("COPY_FILE", path));
        if (look.exit() == NOT_THERE) {
            throw new CopyRefused(Message.of("run.copy.missing", path));
        }
        String[] fields = look.out().strip().split("\t");
        if (!look.hasSucceeded() || fields.length != 3) {
            throw new CopyRefused(Message.of("run.copy.unreadable", path, look.err().strip()));
        }
        return new SourceFile(path, Long.parseLong(fields[1]), fields[2]);
    }

    /// Copies a file; what arrives as something else is thrown away and copied once more.
    private void copyFile(CopyJob way, SourceFile source) throws RunStopped, CopyRefused {
        if (!transferFile(way, source)) {
            way.log().logLine(Message.of("run.copy.log.again", source.path()));
            SourceFile again = inspectFile(way.task(), source.path());
            way.pace().addTotal(again.size());
            if (!transferFile(way, again)) {
                throw new CopyRefused(Message.of("run.copy.damaged", source.path()));
            }
        }
    }

    private boolean transferFile(CopyJob way, SourceFile source) throws RunStopped, CopyRefused {
        CopyDestination receiver = way.receiver();
        String path = source.path();
        long have = existingBytes(receiver, source);
        if (have > 0) {
            way.log()
                    .logLine(Message.of("run.copy.log.resumed", path, new Message.ByteCount(have)));
        }
        if (source.size() == 0) {
            refuseIf(receiver.appendPiece(path, 0, new byte[0]));
        }
        while (have < source.size()) {
            if (context.controls().isCancelRequested()) {
                throw new CopyRefused(
                        new StepResult(
                                StepOutcome.CANCELLED,
                                Message.of("run.step.cancelled"),
                                List.of()));
            }
            byte[] piece = readPiece(way.task(), path, have, source.size() - have);
            if (piece.length == 0) {
                throw new CopyRefused(Message.of("run.copy.shrunk", path));
            }
            refuseIf(receiver.appendPiece(path, have, piece));
            have += piece.length;
            context.diary().reportSignOfLife(way.task().stepSeq());
            way.pace().addCopied(piece.length);
        }
        if (!receiver.completeFile(path, source.sha256())) {
            return false;
        }
        way.log()
                .logLine(
                        Message.of(
                                "run.copy.log.done",
                                path,
                                Long.toString(source.size()),
                                receiver.targetPath(path)));
        way.log().logLine(Message.literal("  SHA-256 " + source.sha256()));
        return true;
    }

    private static long existingBytes(CopyDestination receiver, SourceFile source)
            throws RunStopped {
        return Math.min(receiver.partSize(source.path()), source.size());
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
                            .resolve(context.diary().runId())
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
                            ByteArrayOutputStream out = new ByteArrayOutputStream();
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
        return context.sending().assembleScript(values, ScriptText.builtIn(script));
    }

    /// The step ends here, without having done its work.
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

    /// Says about once a second how far all of it is.
    private static final class CopyProgress {
        private final RunRecorder diary;
        private final StepLog log;
        private final Instant begun;
        private Instant said = Instant.EPOCH;
        private long all;
        private long came;

        CopyProgress(RunRecorder diary, StepLog log, long all) {
            this.diary = diary;
            this.log = log;
            this.all = all;
            this.begun = diary.now();
        }

        void addTotal(long bytes) {
            all += bytes;
        }

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
            Instant now = diary.now();
            if (came >= all || now.isAfter(said.plusSeconds(1))) {
                said = now;
                log.logProgress(describeProgress(Duration.between(begun, now)));
            }
        }
    }
}
