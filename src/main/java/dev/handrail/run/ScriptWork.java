package dev.handrail.run;

import dev.handrail.model.Plan;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.RunEvent.StateTaken;
import dev.handrail.model.RunEvent.StateTaken.Moment;
import dev.handrail.model.Step;
import dev.handrail.remote.Shell.Job;
import dev.handrail.remote.Shell.StepEnd;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Runs a script detached on the server, follows it to its end, and judges it.
final class ScriptWork implements Work {
    /// How many changes a sentence can hold.
    private static final int MOST = 6;

    private final Context context;
    private final Plan.Ready plan;
    private final State state;
    private final Checks checks;
    private final Boot boot;
    private final CopyOnWriteArrayList<String> secrets = new CopyOnWriteArrayList<>();

    ScriptWork(Context context, Plan.Ready plan, State state, Checks checks) {
        this.context = context;
        this.plan = plan;
        this.state = state;
        this.checks = checks;
        this.boot = new Boot(context);
    }

    @Override
    public Finish on(Task task) throws Halted {
        Step.Script step = (Step.Script) task.run().step();
        boolean probed = state.known() && (step.probed() || !step.evidence().state().isEmpty());
        Map<String, String> before = task.run().before();
        if (probed && task.fresh()) {
            before = take(task, Moment.BEFORE).orElse(Map.of());
        }
        boolean listening = !step.prompts().isEmpty();
        StepLog log = new StepLog(task, context.diary(), secrets, listening);
        Following following = new Following(context, task, log);
        StepEnd end = following.toTheEnd(job(task, step));
        log.ended();
        boolean failed =
                end instanceof StepEnd.Flooded
                        || end instanceof StepEnd.Exited exited && exited.code() != 0;
        boolean lost = end instanceof StepEnd.Lost;
        boolean restarted = (failed || lost) && boot.changedSince(task.run());
        Finish finish = judge(task, step, end, following);
        if (failed && restarted) {
            finish = finish.adding("The server was restarted after it began.");
        }
        if ((lost || restarted) && state.known() && !finish.is(Outcome.OK)) {
            return interrupted(task, before, finish);
        }
        if (probed && finish.is(Outcome.OK)) {
            Optional<Map<String, String>> after = take(task, Moment.AFTER);
            Finish seen = State.judge(step.evidence().state(), task.hop(), before, after);
            return seen.is(Outcome.OK) ? finish : seen;
        }
        return finish;
    }

    private Finish judge(Task task, Step.Script step, StepEnd end, Following following)
            throws Halted {
        if (end instanceof StepEnd.Refused refused) {
            return Finish.failed("It was not started: " + refused.problem());
        }
        boolean well = end instanceof StepEnd.Exited exited && exited.code() == 0;
        Verdict verdict =
                Verdict.read(context.diary(), task.seq(), step.evidence(), plan.failures(), well);
        if (following.cancelled() && !well) {
            return verdict.cancelled(following.survivors());
        }
        Finish finish =
                switch (end) {
                    case StepEnd.Exited exited -> verdict.judge(exited);
                    case StepEnd.Flooded flood -> verdict.judge(flood, step, following.survivors());
                    case StepEnd.Lost lost -> verdict.unknown(words(lost));
                    default -> verdict.unknown("The server knows nothing of it (any more).");
                };
        return finish.is(Outcome.UNKNOWN) ? checks.decide(task, step.check(), finish) : finish;
    }

    /// Adds what the product is like after a step that was interrupted on the server.
    private Finish interrupted(Task task, Map<String, String> before, Finish finish) throws Halted {
        Map<String, String> known = before.isEmpty() ? context.diary().run().before() : before;
        String found =
                take(task, Moment.AFTER)
                        .map(now -> State.found(known, now, MOST))
                        .orElse("The product's state could not be taken.");
        return finish.adding(found);
    }

    private static String words(StepEnd.Lost lost) {
        return lost.why().equals("reboot")
                ? "The server was restarted while it ran."
                : "It died on the server without leaving an exit code.";
    }

    private Job job(Task task, Step.Script step) {
        boolean terminal = step.prompts().stream().anyMatch(Step.Prompt::terminal);
        String text =
                task.recovery().isPresent()
                        ? context.sending()
                                .recovering(
                                        task.run().hop(),
                                        task.run(),
                                        task.recovery().get(),
                                        step.run())
                        : context.sending()
                                .text(task.run().hop(), task.role(), task.id(), step.run());
        return new Job(text, !step.prompts().isEmpty(), terminal, step.mostOutput());
    }

    private Optional<Map<String, String>> take(Task task, Moment moment) throws Halted {
        Optional<Map<String, String>> seen = state.take(task.run().hop(), task.role(), task.id());
        seen.ifPresent(now ->
                context.diary().add((seq, at) -> new StateTaken(seq, at, task.seq(), moment, now)));
        return seen;
    }
}
