package dev.handrail.run;

import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Shell;
import dev.handrail.remote.Shell.Folder;
import dev.handrail.remote.Shell.Job;
import dev.handrail.remote.Shell.Output;
import dev.handrail.remote.Shell.StepEnd;
import dev.handrail.remote.Shell.StepStatus;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Follows one step on the server, over as many connections as it takes.
final class Following implements Output {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Context context;
    private final Work.Task task;
    private final StepLog log;
    private final Aside aside;
    private final Deadline deadline;
    private volatile boolean heardOf;
    private volatile boolean over;
    private volatile boolean cancelled;
    private volatile List<String> survivors = List.of();

    /// How much the step has printed in all; known once it was cancelled.
    private volatile long printed;

    private final AtomicLong read = new AtomicLong();

    Following(Context context, Work.Task task, StepLog log) {
        this.context = context;
        this.task = task;
        this.log = log;
        this.heardOf = !task.fresh();
        this.aside = new Aside(context.diary(), () -> context.servers().cut(task.role()));
        this.deadline = new Deadline(context, task, aside);
    }

    StepEnd toTheEnd(Job job) throws Halted {
        Folder folder = folder();
        context.controls().canceller(() -> Thread.ofVirtual().start(() -> cancel(folder)));
        Prompter prompter = new Prompter(context, task, log, aside, folder);
        prompter.start();
        try {
            StepEnd end = follow(folder, job);
            aside.end();
            aside.check();
            if (end instanceof StepEnd.Flooded) {
                endOnServer(folder);
            }
            return end;
        } finally {
            over = true;
            prompter.end();
            aside.end();
        }
    }

    boolean cancelled() {
        return cancelled;
    }

    List<String> survivors() {
        return survivors;
    }

    @Override
    public void bytes(byte[] bytes, int length) {
        heardOf = true;
        log.raw(bytes, length);
        read.addAndGet(length);
        context.diary().heard(task.seq());
        tellRest();
    }

    @Override
    public void heard() {
        heardOf = true;
        context.diary().heard(task.seq());
    }

    @Override
    public void alive() {
        deadline.look();
    }

    private StepEnd follow(Folder folder, Job job) throws Halted {
        while (true) {
            try {
                Shell shell = context.servers().shell(task.role());
                long offset = log.follow();
                read.set(offset);
                if (heardOf) {
                    StepEnd end = shell.attach(folder, offset, this);
                    if (!cutWhileStarting(end)) {
                        return end;
                    }
                }
                // Sending the start again is safe: it starts once.
                return shell.start(folder, job, offset, this);
            } catch (LinkLost e) {
                aside.check();
                context.servers().reconnect(task.role(), e);
            }
        }
    }

    /// The assistant before this one was gone after it made the folder, before the step ran.
    private static boolean cutWhileStarting(StepEnd end) {
        return end instanceof StepEnd.Refused refused
                && refused.problem().key().equals(StepEnd.Refused.NOT_STARTED);
    }

    private Folder folder() {
        String base = context.servers().place(task.role()).base();
        return new Folder(base, context.diary().id(), task.run().folder());
    }

    private void cancel(Folder folder) {
        cancelled = true;
        endOnServer(folder);
        tellRest();
    }

    /// What was printed before the end is read to its end, which may take long.
    private void tellRest() {
        long all = printed;
        if (all > 0) {
            context.diary().reading(task.seq(), Math.min(all, read.get()), all);
        }
    }

    /// Says what is left of it there; ends it if it still runs.
    private void endOnServer(Folder folder) {
        while (!over) {
            try {
                Shell.Cancelled end = context.servers().shell(task.role()).cancel(folder, GRACE);
                survivors = end.survivors();
                if (cancelled && end.status() instanceof StepStatus.Done done) {
                    printed = done.end().logBytes();
                }
                return;
            } catch (LinkLost e) {
                if (!waited()) {
                    return;
                }
            }
        }
    }

    private boolean waited() {
        try {
            context.sleeper().sleep(BETWEEN_TRIES);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
