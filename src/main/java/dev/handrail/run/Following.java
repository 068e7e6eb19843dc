package dev.handrail.run;

import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Shell;
import dev.handrail.remote.Shell.Folder;
import dev.handrail.remote.Shell.Job;
import dev.handrail.remote.Shell.Output;
import dev.handrail.remote.Shell.StepEnd;

import java.time.Duration;
import java.util.List;

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
        context.diary().heard(task.seq());
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
        while (!over) {
            try {
                survivors = context.servers().shell(task.role()).cancel(folder, GRACE).survivors();
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
