package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.RunEvent.StateTaken;
import dev.handrail.model.RunEvent.StateTaken.Moment;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Walks the steps of a run in their order, from wherever it stands, to its end.
final class Walk {
    private static final String RUNS_AGAIN =
            "The server was restarted after this was done, and what it had stopped runs again.";

    private final Context context;
    private final Diary diary;
    private final Endings endings;
    private final State state;
    private final Checks checks;
    private final Stopped stopped;
    private final Folders folders;
    private final ScriptWork scripts;

    Walk(Context context, Endings endings) {
        this.context = context;
        this.diary = context.diary();
        this.endings = endings;
        Plan.Ready plan = plan();
        this.state = new State(context, plan.state());
        this.checks = new Checks(context);
        this.stopped = new Stopped(context, checks);
        this.folders = new Folders(context);
        this.scripts = new ScriptWork(context, plan, state, checks);
    }

    Ended.Finished toTheEnd() throws Halted {
        Run run = diary.run();
        if (run.steps().stream().allMatch(step -> step.attempts() == 0) && run.before().isEmpty()) {
            takeBefore(run);
        }
        for (Optional<StepRun> next = run.next(); next.isPresent(); next = diary.run().next()) {
            if (context.controls().stopping()) {
                throw context.pause("The admin has stopped it between two steps.");
            }
            step(next.get());
        }
        take(plan().hops().size() - 1, plan().route().roles().getLast(), Moment.AFTER);
        return endings.finish();
    }

    private void step(StepRun run) throws Halted {
        endings.keepLock();
        folders.make(run.hop(), run.step().info().role());
        if (run.outcome().isPresent()) {
            decide(run);
        } else if (run.running()) {
            work(run, false, Optional.empty());
        } else if (!doneAlready(run)) {
            if (run.step().info().reversibility() == Reversibility.ONE_WAY) {
                askBeforeOneWay(run);
            }
            attempt(run, Optional.empty());
        }
    }

    private void attempt(StepRun run, Optional<ScriptText> recovery) throws Halted {
        Optional<StepRun> undone = stopped.undone(run);
        if (undone.isPresent()) {
            finish(begin(undone.get()), Finish.failed(RUNS_AGAIN));
            return;
        }
        long begun = begin(run);
        work(diary.run().step(begun).orElseThrow(), true, recovery);
    }

    private void work(StepRun run, boolean fresh, Optional<ScriptText> recovery) throws Halted {
        context.controls().stepBegins();
        Work.Task task = new Work.Task(run, plan().hops().get(run.hop()), fresh, recovery);
        finish(run.seq(), work(run.step()).on(task));
    }

    private Work work(Step step) {
        return switch (step) {
            case Step.Script ignored -> scripts;
            case Step.Manual ignored -> new ManualWork(context, checks, endings);
            case Step.Merge ignored -> new Merging(context, endings);
            case Step.Copy ignored -> new Copying(context);
        };
    }

    /// What to do with a step that has not ended well.
    private void decide(StepRun run) throws Halted {
        Optional<Failure> known = known(run);
        Answer answer =
                context.asking().ask(run.seq(), Questions.failed(run, known, endings.canGoBack()));
        switch (answer.choice()) {
            case RETRY -> {
                if (!doneAlready(run)) {
                    attempt(run, Optional.empty());
                }
            }
            case RECOVER -> attempt(run, known.flatMap(Failure::recovery));
            case SKIP -> finish(run.seq(), new Finish(Outcome.SKIPPED, answer.text(), List.of()));
            case ROLL_BACK ->
                    throw endings.rollBack("\"" + run.step().info().title() + "\" failed.");
            case END -> throw endings.end(answer.text());
            case CONTINUE, CANCEL, STOP ->
                    throw context.pause("\"" + run.step().info().title() + "\" failed.");
        }
    }

    private void askBeforeOneWay(StepRun run) throws Halted {
        StepTimes times = StepTimes.of(diary.journal(), plan().productName());
        Outlook outlook = Outlook.of(diary.run(), times, diary.now());
        Answer answer =
                context.asking()
                        .ask(
                                0,
                                Questions.pointOfNoReturn(
                                        run.step(), outlook, endings.canGoBack()));
        if (answer.choice() == Choice.ROLL_BACK) {
            throw endings.rollBack("It turned back before a step with no way back.");
        }
        if (answer.choice() != Choice.CONTINUE) {
            throw context.pause("It stands before a step with no way back.");
        }
    }

    private boolean doneAlready(StepRun run) throws Halted {
        if (!checks.done(run, Checks.of(run.step()))) {
            return false;
        }
        finish(
                begin(run),
                new Finish(
                        Outcome.ALREADY_DONE,
                        "Its check says that it is done already.",
                        List.of()));
        return true;
    }

    /// Writes down that a step begins, before any server hears of it; answers the number of that.
    private long begin(StepRun run) {
        String id = run.step().info().id();
        int attempt = run.attempts() + 1;
        String name = id.length() > 40 ? id.substring(0, 40) : id;
        return diary.add((seq, at) ->
                        new StepStarted(
                                seq, at, run.hop(), id, attempt, seq + "-" + name + "-" + attempt))
                .seq();
    }

    private void finish(long step, Finish finish) {
        diary.add((seq, at) ->
                new StepFinished(seq, at, step, finish.outcome(), finish.reason(), finish.seen()));
    }

    private void takeBefore(Run run) throws Halted {
        if (!run.isVerification()) {
            take(0, plan().route().roles().getFirst(), Moment.BEFORE);
            return;
        }
        Map<String, String> left = diary.run(run.start().origin()).map(Run::after).orElse(Map.of());
        if (!left.isEmpty()) {
            diary.add((seq, at) -> new StateTaken(seq, at, 0, Moment.BEFORE, left));
        }
    }

    private void take(int hop, String role, Moment moment) throws Halted {
        Optional<Map<String, String>> seen = state.take(hop, role, "");
        seen.ifPresent(now -> diary.add((seq, at) -> new StateTaken(seq, at, 0, moment, now)));
    }

    private Optional<Failure> known(StepRun run) {
        return plan().failures().stream()
                .filter(failure -> matches(failure, run.seen()))
                .findFirst();
    }

    private static boolean matches(Failure failure, List<String> lines) {
        Pattern pattern = Pattern.compile(failure.pattern());
        return lines.stream().anyMatch(line -> pattern.matcher(line).find());
    }

    private Plan.Ready plan() {
        return diary.run().start().plan();
    }
}
