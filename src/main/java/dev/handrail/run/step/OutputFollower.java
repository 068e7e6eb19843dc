package dev.handrail.run.step;

import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ServerShell.OutputListener;
import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.remote.ServerShell.StepFolder;
import dev.handrail.remote.ServerShell.StepJob;
import dev.handrail.remote.ServerShell.StepStatus;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunServices;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Follows one step on the server, over as many connections as it takes.
final class OutputFollower implements OutputListener {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final RunServices context;
    private final StepExecutor.StartedStep task;
    private final StepLog log;
    private final ConcurrentPrompt concurrentPrompt;
    private final OverdueCheck overdueCheck;
    private volatile boolean heardOf;
    private volatile boolean over;
    private volatile boolean cancelled;
    private volatile List<String> survivors = List.of();

    /// How much the step has printed in all; known once it was cancelled.
    private volatile long printed;

    private final AtomicLong read = new AtomicLong();

    OutputFollower(RunServices context, StepExecutor.StartedStep task, StepLog log) {
        this.context = context;
        this.task = task;
        this.log = log;
        this.heardOf = !task.fresh();
        this.concurrentPrompt =
                new ConcurrentPrompt(
                        context.recorder(),
                        () -> context.servers().cutConnection(task.serverRole()));
        this.overdueCheck = new OverdueCheck(context, task, concurrentPrompt);
    }

    StepEnd followToEnd(StepJob job) throws RunStopped {
        StepFolder folder = stepFolder();
        context.controls().setCanceller(() -> Thread.ofVirtual().start(() -> cancelStep(folder)));
        PromptAnswerer prompter = new PromptAnswerer(context, task, log, concurrentPrompt, folder);
        prompter.startWatching();
        try {
            StepEnd end = followStep(folder, job);
            concurrentPrompt.endPrompts();
            concurrentPrompt.rethrowFailure();
            if (end instanceof StepEnd.OutputLimitExceeded) {
                endOnServer(folder);
            }
            return end;
        } finally {
            over = true;
            prompter.stopWatching();
            concurrentPrompt.endPrompts();
        }
    }

    boolean wasCancelled() {
        return cancelled;
    }

    List<String> survivingProcesses() {
        return survivors;
    }

    @Override
    public void onOutput(byte[] bytes, int length) {
        heardOf = true;
        log.appendRaw(bytes, length);
        read.addAndGet(length);
        context.recorder().reportSignOfLife(task.stepSeq());
        reportReadProgress();
    }

    @Override
    public void onReply() {
        heardOf = true;
        context.recorder().reportSignOfLife(task.stepSeq());
    }

    @Override
    public void onAlive() {
        overdueCheck.checkTime();
    }

    private StepEnd followStep(StepFolder folder, StepJob job) throws RunStopped {
        while (true) {
            try {
                ServerShell shell = context.servers().shell(task.serverRole());
                long offset = log.startOffset();
                read.set(offset);
                if (heardOf) {
                    StepEnd end = shell.attachStep(folder, offset, this);
                    if (!cutWhileStarting(end)) {
                        return end;
                    }
                }
                // Sending the start again is safe: it starts once.
                return shell.startStep(folder, job, offset, this);
            } catch (ConnectionLostException e) {
                concurrentPrompt.rethrowFailure();
                context.servers().reconnect(task.serverRole(), e);
            }
        }
    }

    /// The assistant before this one was gone after it made the folder, before the step ran.
    private static boolean cutWhileStarting(StepEnd end) {
        return end instanceof StepEnd.StartRefused refused
                && refused.problem().key().equals(StepEnd.StartRefused.NOT_STARTED);
    }

    private StepFolder stepFolder() {
        String base = context.servers().serverAt(task.serverRole()).base();
        return new StepFolder(base, context.recorder().runId(), task.run().folder());
    }

    private void cancelStep(StepFolder folder) {
        cancelled = true;
        endOnServer(folder);
        reportReadProgress();
    }

    /// What was printed before the end is read to its end, which may take long.
    private void reportReadProgress() {
        long all = printed;
        if (all > 0) {
            context.recorder().reportReadProgress(task.stepSeq(), Math.min(all, read.get()), all);
        }
    }

    /// Says what is left of it there; ends it if it still runs.
    private void endOnServer(StepFolder folder) {
        while (!over) {
            try {
                ServerShell.CancelResult end =
                        context.servers().shell(task.serverRole()).cancelStep(folder, GRACE);
                survivors = end.survivors();
                if (cancelled && end.status() instanceof StepStatus.Done done) {
                    printed = done.end().logBytes();
                }
                return;
            } catch (ConnectionLostException e) {
                if (!waitForRetry()) {
                    return;
                }
            }
        }
    }

    private boolean waitForRetry() {
        try {
            context.timer().sleep(BETWEEN_TRIES);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
