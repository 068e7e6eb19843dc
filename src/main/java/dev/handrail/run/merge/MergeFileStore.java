package dev.handrail.run.merge;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.MergeOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.service.BoundedOutput;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor;
import dev.handrail.run.step.StepLog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads the files of a merge step from the server and writes them back.
final class MergeFileStore {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MOST = 1 << 20;
    private static final int NOT_THERE = 4;
    private static final int CHANGED = 3;

    private final RunServices context;
    private final StepExecutor.StartedStep task;

    MergeFileStore(RunServices context, StepExecutor.StartedStep task) {
        this.context = context;
        this.task = task;
    }

    /// `again`: why the admin has to decide again, or empty.
    record WriteResult(Message again, StepResult finish) {
        static WriteResult finished(StepResult finish) {
            return new WriteResult(Message.EMPTY, finish);
        }

        static WriteResult askAgain(Message why) {
            return new WriteResult(why, StepResult.stepOk(Message.EMPTY));
        }
    }

    /// A file and the answer that decides about its changes.
    record DecidedFile(MergeFile file, Answer answer) {}

    private record FileContent(int exit, byte[] bytes) {
        static final FileContent MISSING = new FileContent(NOT_THERE, new byte[0]);

        boolean isUsable() {
            return (exit == 0 || exit == NOT_THERE) && bytes.length <= MOST;
        }

        Optional<byte[]> content() {
            return exit == 0 ? Optional.of(bytes) : Optional.empty();
        }
    }

    /// Reads the files that the listing names, one `MINE<tab>NEW` or `MINE<tab>NEW<tab>BASE` on
    /// each line. Ignores a file whose new version does not exist. Returns what is wrong, or an
    /// empty message.
    Message readFiles(String listing, List<MergeFile> files) throws RunStopped {
        for (String line : listing.lines().filter(l -> !l.isBlank()).toList()) {
            String[] paths = line.split("\t", -1);
            if (paths.length < 2 || !Arrays.stream(paths).allMatch(p -> p.startsWith("/"))) {
                return Message.of("run.merge.bad-line", line);
            }
            FileContent fresh = readContent(paths[1]);
            FileContent mine = readContent(paths[0]);
            FileContent base = paths.length < 3 ? FileContent.MISSING : readContent(paths[2]);
            if (fresh.exit() == NOT_THERE) {
                continue;
            }
            if (!Stream.of(fresh, mine, base).allMatch(FileContent::isUsable)) {
                return Message.of("run.merge.unreadable", line.replace('\t', ' '));
            }
            Optional<byte[]> known = base.content().filter(bytes -> mine.exit() == 0);
            MergeFile.FilePaths both = new MergeFile.FilePaths(paths[0], paths[1]);
            files.add(new MergeFile(both, mine.content(), fresh.bytes(), known));
        }
        return Message.EMPTY;
    }

    /// Writes the files one after the other and stops at the first that fails or has changed. Those
    /// before it stay written.
    WriteResult writeFiles(List<DecidedFile> files, StepLog log, MergeOutcomes outcomes)
            throws RunStopped {
        int written = 0;
        for (DecidedFile decided : files) {
            Optional<byte[]> text = mergedText(decided.file(), decided.answer());
            if (text.isEmpty()) {
                keepFile(decided.file(), log, outcomes);
                continue;
            }
            ScriptResult ran = writeFile(decided.file(), text.get());
            if (!ran.hasSucceeded()) {
                return writeFailed(decided.file(), ran);
            }
            recordWritten(decided.file(), text.get(), outcomes);
            logChanges(decided, log);
            written++;
        }
        return WriteResult.finished(StepResult.stepOk(Message.of("run.merge.done", written)));
    }

    private static void keepFile(MergeFile file, StepLog log, MergeOutcomes outcomes) {
        String sum = file.mineSha256();
        outcomes.recordOutcome(file.minePath(), MergeOutcome.KEPT, sum, sum);
        log.logLine(Message.of("run.merge.log.kept", file.minePath()));
    }

    private static void recordWritten(MergeFile file, byte[] text, MergeOutcomes outcomes) {
        outcomes.recordOutcome(
                file.minePath(),
                MergeOutcome.WRITTEN,
                file.mineSha256(),
                MergeFile.sha256Hex(text));
    }

    /// Whether an earlier attempt has written the file as the admin decided.
    boolean isWritten(MergeFile file, Optional<MergeDecisions.FileDecision> decision)
            throws RunStopped {
        return decision.isPresent()
                && hasWritten(
                        file.minePath(), decision.get().seen().mineSha256(), file.mineSha256());
    }

    /// Whether this step has made a file of hash `now` from one of hash `before`.
    boolean hasWritten(String path, String before, String now) throws RunStopped {
        String sums =
                context.assembler().workFolder(task.serverRole())
                        + "/hop-%d/merged-%s/%s.sums"
                                .formatted(task.hop().number(), task.stepId(), backupKey(path));
        return new String(readBytes(sums), StandardCharsets.UTF_8)
                .strip()
                .equals(before + " " + now);
    }

    /// The hash of a file as it is now.
    String readSha256(String path) throws RunStopped {
        FileContent content = readContent(path);
        return content.exit() == 0 ? MergeFile.sha256Hex(content.bytes()) : MergeFile.NONE;
    }

    /// A file of the run's own folder; no bytes if there is none.
    byte[] readBytes(String path) throws RunStopped {
        return readContent(path).bytes();
    }

    private static WriteResult writeFailed(MergeFile file, ScriptResult ran) {
        if (ran.exit() == CHANGED) {
            return WriteResult.askAgain(Message.of("run.merge.changed", file.minePath()));
        }
        Message why = Message.of("run.merge.unwritten", file.minePath(), ran.err().strip());
        return WriteResult.finished(StepResult.stepFailed(why));
    }

    /// Empty if the file stays as it is. One that the answer does not name is kept.
    static Optional<byte[]> mergedText(MergeFile file, Answer answer) {
        return Optional.ofNullable(answer.takeNew().get(file.minePath()))
                .map(named -> file.mergeLines(answer))
                .filter(text -> !MergeFile.sha256Hex(text).equals(file.mineSha256()));
    }

    private static void logChanges(DecidedFile decided, StepLog log) {
        MergeFile file = decided.file();
        List<Boolean> take = decided.answer().takeNew().getOrDefault(file.minePath(), List.of());
        int waiting = file.changeCount();
        long taken = take.stream().limit(waiting).filter(yes -> yes).count();
        if (waiting > 0) {
            log.logLine(Message.of("run.merge.log.taken", file.minePath(), taken, waiting));
        }
        long applied =
                file.appliedCount() - take.stream().skip(waiting).filter(yes -> !yes).count();
        if (applied > 0) {
            log.logLine(Message.of("run.merge.log.applied", file.minePath(), applied));
        }
    }

    /// The script refuses to write a file whose hash is no longer the one that the admin saw.
    private ScriptResult writeFile(MergeFile file, byte[] text) throws RunStopped {
        Map<String, String> values =
                new TreeMap<>(
                        context.assembler()
                                .scriptVariables(
                                        task.run().hop(), task.serverRole(), task.stepId()));
        values.put("MERGE_FILE", file.minePath());
        values.put("MERGE_LIKE", file.freshPath());
        values.put("MERGE_OLD", file.mineSha256());
        values.put("MERGE_NEW", MergeFile.sha256Hex(text));
        values.put("MERGE_KEY", backupKey(file.minePath()));
        String script =
                context.assembler()
                        .assembleScript(values, ScriptText.builtInForPlace("run/merge-write.sh"));
        return context.servers()
                .runOn(task.serverRole(), shell -> shell.runWithInput(script, text, LIMIT));
    }

    private FileContent readContent(String path) throws RunStopped {
        String script =
                context.assembler()
                        .assembleScript(
                                Map.of("READ_FILE", path, "READ_MOST", Integer.toString(MOST + 1)),
                                ScriptText.builtInForPlace("run/read-file.sh"));
        return context.servers()
                .runOn(
                        task.serverRole(),
                        shell -> {
                            BoundedOutput out = new BoundedOutput(MOST + 1);
                            ScriptResult ran = shell.runStreaming(script, LIMIT, out);
                            return new FileContent(ran.exit(), out.toByteArray());
                        });
    }

    /// Returns a name for the backup of the file. It stays the same when the step runs again.
    private static String backupKey(String path) {
        return MergeFile.sha256Hex(path.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }
}
