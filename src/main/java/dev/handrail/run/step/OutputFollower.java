package dev.handrail.run.step;

import dev.handrail.model.time.ServerTimes;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Follows one step on the server to its end, over as many connections as that takes.
final class OutputFollower implements OutputListener {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final RunServices context;
    private final StepExecutor.StartedStep task;
    private final StepLog log;
    private final ConcurrentPrompt concurrentPrompt;
    private final OverdueCheck overdueCheck;
    private volatile boolean begun;
    private boolean sent;
    private volatile boolean over;
    private volatile boolean cancelled;
    private volatile List<String> survivors = List.of();
    private volatile Optional<ServerTimes> times = Optional.empty();

    /// How much the step has printed in all; known once it was cancelled.
    private volatile long printed;

    private final AtomicLong read = new AtomicLong();

    OutputFollower(RunServices context, StepExecutor.StartedStep task, StepLog log) {
        this.context = context;
        this.task = task;
        this.log = log;
        this.sent = !task.fresh();
        this.concurrentPrompt =
                new ConcurrentPrompt(
                        context.recorder(),
                        () -> context.servers().cutConnection(task.serverRole()));
        this.overdueCheck = new OverdueCheck(context, task, concurrentPrompt);
    }

    /// Starts the step or attaches to it, and blocks until it has ended. Answers its prompts and
    /// asks the admin when it is overdue.
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

    /// Returns the processes of the step that are still running after it was cancelled.
    List<String> survivingProcesses() {
        return survivors;
    }

    /// Returns when the script began and ended, if its server said so.
    Optional<ServerTimes> serverTimes() {
        return times;
    }

    @Override
    public void onTimes(ServerTimes measured) {
        times = Optional.of(measured);
    }

    @Override
    public void onOutput(byte[] bytes, int length) {
        begun = true;
        log.appendRaw(bytes, length);
        read.addAndGet(length);
        context.recorder().reportSignOfLife(task.stepSeq());
        reportReadProgress();
    }

    @Override
    public void onReply() {
        context.recorder().reportSignOfLife(task.stepSeq());
    }

    @Override
    public void onAlive() {
        begun = true;
        overdueCheck.checkTime();
    }

    /// Reconnects as often as needed and continues from the offset that the log has reached.
    private StepEnd followStep(StepFolder folder, StepJob job) throws RunStopped {
        while (true) {
            try {
                ServerShell shell = context.servers().shell(task.serverRole());
                return attachOrStart(shell, folder, job);
            } catch (ConnectionLostException e) {
                concurrentPrompt.rethrowFailure();
                context.servers().reconnect(task.serverRole(), e);
            }
        }
    }

    /// Attaches if a start was sent before, and starts the step if the server knows that it never
    /// began: the server starts a step only once.
    private StepEnd attachOrStart(ServerShell shell, StepFolder folder, StepJob job)
            throws ConnectionLostException {
        long offset = log.startOffset();
        read.set(offset);
        if (sent) {
            StepEnd end = shell.attachStep(folder, offset, this);
            if (!neverBegan(end, offset)) {
                return end instanceof StepEnd.StartRefused refused ? unclear(refused) : end;
            }
        }
        sent = true;
        StepEnd end = shell.startStep(folder, job, offset, this);
        return isNotStarted(end) ? unclear((StepEnd.StartRefused) end) : end;
    }

    /// Returns whether an earlier session was cut before the step began: the server has no folder
    /// of the step, or one in which nothing was started. A step that was heard of has begun.
    private boolean neverBegan(StepEnd end, long offset) {
        boolean heardOf = begun || offset > 0;
        return !heardOf && (end instanceof StepEnd.UnknownStep || isNotStarted(end));
    }

    private static boolean isNotStarted(StepEnd end) {
        return end instanceof StepEnd.StartRefused refused
                && refused.problem().key().equals(StepEnd.StartRefused.NOT_STARTED);
    }

    /// A refusal says nothing about a start that was sent before, nor about one that is late.
    private static StepEnd unclear(StepEnd.StartRefused refused) {
        return new StepEnd.UnclearAnswer(refused.problem());
    }

    private StepFolder stepFolder() {
        String base = context.servers().serverAt(task.serverRole()).base();
        return new StepFolder(base, context.recorder().runId(), task.run().folder());
    }

    /// Runs on its own thread, because the run's thread is still following the step.
    private void cancelStep(StepFolder folder) {
        cancelled = true;
        endOnServer(folder);
        reportReadProgress();
    }

    /// Reports how much of a cancelled step's output is read, because reading it to its end may
    /// take long.
    private void reportReadProgress() {
        long all = printed;
        if (all > 0) {
            context.recorder().reportReadProgress(task.stepSeq(), Math.min(all, read.get()), all);
        }
    }

    /// Ends the step on the server and notes which of its processes survive. Tries again after a
    /// lost connection until the step is no longer followed.
    private void endOnServer(StepFolder folder) {
        boolean again = !over;
        while (again) {
            try {
                noteCancelled(context.servers().shell(task.serverRole()).cancelStep(folder, GRACE));
                again = false;
            } catch (ConnectionLostException e) {
                again = waitForRetry() && !over;
            }
        }
    }

    private void noteCancelled(ServerShell.CancelResult end) {
        survivors = end.survivors();
        if (cancelled && end.status() instanceof StepStatus.Done done) {
            printed = done.end().logBytes();
        }
    }

    /// Returns false if the thread was interrupted.
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
