package dev.handrail.run.copy;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.run.RunStopped;
import dev.handrail.run.copy.SourceReader.SourceFile;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.step.StepExecutor.StartedStep;
import dev.handrail.run.step.StepLog;

import java.util.ArrayList;
import java.util.List;

/// Transfers the files of one copy step, each from the byte where an earlier attempt ended.
final class FileTransfer {
    private final RunServices context;
    private final StartedStep task;
    private final SourceReader source;
    private final CopyExecutor.CopyDestination destination;
    private final StepLog log;

    FileTransfer(
            RunServices context,
            StartedStep task,
            SourceReader source,
            CopyExecutor.CopyDestination destination,
            StepLog log) {
        this.context = context;
        this.task = task;
        this.source = source;
        this.destination = destination;
        this.log = log;
    }

    /// Skips files that are already there and checks the free space before it copies the rest.
    void copyFiles(List<SourceFile> files) throws RunStopped, CopyRefused {
        List<SourceFile> missing = missingFiles(files);
        long bytes = 0;
        for (SourceFile file : missing) {
            bytes += file.size() - existingBytes(file);
        }
        CopyRefused.throwIf(destination.checkSpace(bytes));
        CopyProgress progress = new CopyProgress(context.recorder(), log, bytes);
        for (SourceFile file : missing) {
            copyFile(file, progress);
        }
    }

    private List<SourceFile> missingFiles(List<SourceFile> files) throws RunStopped {
        List<SourceFile> missing = new ArrayList<>();
        for (SourceFile file : files) {
            if (destination.hasFile(file.path(), file.sha256())) {
                String copy = destination.targetPath(file.path());
                log.logLine(Message.of("run.copy.log.present", file.path(), copy));
            } else {
                missing.add(file);
            }
        }
        return missing;
    }

    /// Copies a file. If its hash is wrong afterwards, inspects and copies it once more, because it
    /// may have changed on the server.
    private void copyFile(SourceFile file, CopyProgress progress) throws RunStopped, CopyRefused {
        if (!transferFile(file, progress)) {
            log.logLine(Message.of("run.copy.log.again", file.path()));
            SourceFile again = source.inspectFile(file.path());
            progress.addTotal(again.size());
            if (!transferFile(again, progress)) {
                throw new CopyRefused(Message.of("run.copy.damaged", file.path()));
            }
        }
    }

    /// Returns whether the copy has the expected hash.
    private boolean transferFile(SourceFile file, CopyProgress progress)
            throws RunStopped, CopyRefused {
        long existing = existingBytes(file);
        if (existing > 0) {
            Message.ByteCount bytes = new Message.ByteCount(existing);
            log.logLine(Message.of("run.copy.log.resumed", file.path(), bytes));
        }
        copyRest(file, existing, progress);
        boolean complete = destination.completeFile(file.path(), file.sha256());
        if (complete) {
            logCopied(file);
        }
        return complete;
    }

    private void logCopied(SourceFile file) {
        String size = Long.toString(file.size());
        String copy = destination.targetPath(file.path());
        log.logLine(Message.of("run.copy.log.done", file.path(), size, copy));
        log.logLine(Message.literal("  SHA-256 " + file.sha256()));
    }

    /// `from`: how many bytes of the file have already arrived. The admin can cancel before each
    /// piece. An empty file is created.
    private void copyRest(SourceFile file, long from, CopyProgress progress)
            throws RunStopped, CopyRefused {
        if (file.size() == 0) {
            CopyRefused.throwIf(destination.appendPiece(file.path(), 0, new byte[0]));
        }
        long offset = from;
        while (offset < file.size()) {
            refuseIfCancelled();
            byte[] piece = source.readPiece(file, offset);
            CopyRefused.throwIf(destination.appendPiece(file.path(), offset, piece));
            offset += piece.length;
            context.recorder().reportSignOfLife(task.stepSeq());
            progress.addCopied(piece.length);
        }
    }

    private void refuseIfCancelled() throws CopyRefused {
        if (context.controls().isCancelRequested()) {
            Message reason = Message.of("run.step.cancelled");
            throw new CopyRefused(new StepResult(StepOutcome.CANCELLED, reason, List.of()));
        }
    }

    private long existingBytes(SourceFile file) throws RunStopped {
        return Math.min(destination.partSize(file.path()), file.size());
    }
}
