package dev.handrail.run.copy;

import dev.handrail.model.Message;
import dev.handrail.model.Step;
import dev.handrail.run.RunStopped;
import dev.handrail.run.copy.SourceReader.SourceFile;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor;
import dev.handrail.run.step.StepLog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Copies files piece by piece and verifies them by their SHA-256. It continues where an earlier
/// attempt ended.
public final class CopyExecutor implements StepExecutor {
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

    @Override
    public StepResult executeStep(StartedStep task) throws RunStopped {
        StepLog log = StepLog.forOwnStep(task, context.recorder());
        try {
            return copyFiles(task, log);
        } catch (CopyRefused e) {
            return e.result();
        } finally {
            log.finishLog();
        }
    }

    private StepResult copyFiles(StartedStep task, StepLog log) throws RunStopped, CopyRefused {
        Step.Copy step = (Step.Copy) task.run().step();
        SourceReader source = new SourceReader(context, task);
        List<SourceFile> files = source.listFiles(step);
        new FileTransfer(context, task, source, newDestination(task, step), log).copyFiles(files);
        long all = files.stream().mapToLong(SourceFile::size).sum();
        return StepResult.stepOk(
                Message.of("run.copy.done", files.size(), new Message.ByteCount(all)));
    }

    private CopyDestination newDestination(StartedStep task, Step.Copy step) {
        if (!step.to().equals(Step.WORKSTATION)) {
            return new ServerDestination(context, step.to(), task.stepId());
        }
        Path folder =
                context.copies()
                        .resolve(context.recorder().runId())
                        .resolve("hop-" + task.hop().number())
                        .resolve(task.stepId());
        return new WorkstationDestination(context.copies(), folder);
    }
}
