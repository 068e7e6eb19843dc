package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Result;
import dev.handrail.plan.Rollback;
import dev.handrail.plan.Rollback.Scope;
import dev.handrail.plan.Verification;
import dev.handrail.remote.Link;
import dev.handrail.run.Ended;
import dev.handrail.run.Running;
import dev.handrail.run.StepTimes;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Walks a run to its end, showing it, and says in an exit code how it went.
record Walk(Out out, Engine engine, Answers answers) {
    /// What the admin is told, and by which a script can go on.
    private static final String RESUME = "handrail resume ";

    /// The two ends of a walk, made together because one asks the other where the run stands.
    private record Ends(Follower follower, TerminalAdmin admin) {}

    int start(Plan.Ready plan, Map<String, Link> links) {
        return follow(
                List.of(), ends -> engine.start(plan, links, ends.admin(), ends.follower()), links);
    }

    int playRecorded() {
        return follow(
                List.of(), ends -> engine.playRecorded(ends.admin(), ends.follower()), Map.of());
    }

    int resume(String run, Map<String, Link> links) {
        List<RunEvent> earlier = engine.journal().events(run);
        return follow(
                earlier, ends -> engine.resume(run, links, ends.admin(), ends.follower()), links);
    }

    /// Shows the way back, asks, and walks it.
    int rollBack(Run run, Scope scope, Map<String, Link> links) {
        Plan plan = Rollback.plan(run, scope);
        if (!out.json()) {
            new PlanText(out.terminal(), engine.copies()).print(plan);
        }
        if (!(plan instanceof Plan.Ready ready)) {
            return blocked(plan);
        }
        if (!answers.yes() && !out.terminal().confirm("Go back this way?")) {
            return out.problem(
                    "answer.start",
                    "Nothing was changed.",
                    "Add --yes to go back unasked.",
                    Exit.ANSWER_NEEDED);
        }
        return follow(
                List.of(),
                ends -> engine.rollBack(ready, run.id(), links, ends.admin(), ends.follower()),
                links);
    }

    /// Looks again at what a run has left behind; nothing is changed, so nothing is asked.
    int verify(Run run, Map<String, Link> links) {
        Plan plan = Verification.plan(run);
        if (!out.json()) {
            new PlanText(out.terminal(), engine.copies()).print(plan);
        }
        return plan instanceof Plan.Ready ready
                ? follow(
                        List.of(),
                        ends ->
                                engine.verify(
                                        ready, run.id(), links, ends.admin(), ends.follower()),
                        links)
                : blocked(plan);
    }

    private int blocked(Plan plan) {
        if (out.json()) {
            out.json(View.plan(plan));
        }
        return Exit.BLOCKED;
    }

    private int follow(
            List<RunEvent> earlier, Function<Ends, Running> begin, Map<String, Link> links) {
        Follower follower =
                out.json()
                        ? new JsonFollower(out, earlier)
                        : new TextFollower(
                                out.terminal(),
                                earlier,
                                engine.clock(),
                                product -> StepTimes.of(engine.journal(), product));
        Ends ends =
                new Ends(
                        follower,
                        new TerminalAdmin(out.terminal(), follower, answers, !out.json()));
        Running running = begin.apply(ends);
        try (Terminal.Hook _ = out.terminal().onInterrupt(() -> letGo(running))) {
            Ended ended = running.await();
            return ended(running.id(), ended, links);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            letGo(running);
            return Exit.STANDS_STILL;
        }
    }

    private void letGo(Running running) {
        if (running.ended()) {
            return;
        }
        running.letGo();
        out.terminal().warn("");
        boolean recorded = engine.run(running.id()).filter(Run::isRecorded).isPresent();
        out.terminal()
                .warn(
                        "Let go of run "
                                + running.id()
                                + "."
                                + (recorded
                                        ? ""
                                        : " The step in flight goes on by itself on the server."));
        out.terminal().warn("To go on: " + RESUME + running.id());
    }

    private int ended(String id, Ended ended, Map<String, Link> links) {
        return switch (ended) {
            case Ended.Finished finished -> finished(id, finished, links);
            case Ended.RollBackWanted back -> wantedBack(id, back, links);
            case Ended.Paused paused ->
                    said(
                            id,
                            "paused",
                            paused.reason() + " To go on: " + RESUME + id,
                            Exit.STANDS_STILL);
            case Ended.AnswerNeeded(Question question) -> {
                int exit =
                        question.kind() == Question.Kind.FAILED ? Exit.FAILED : Exit.ANSWER_NEEDED;
                String text =
                        Stream.of(
                                        question.title(),
                                        question.text().strip(),
                                        TerminalAdmin.howToAnswer(question, id))
                                .filter(each -> !each.isEmpty())
                                .collect(Collectors.joining("\n"));
                yield said(id, "answer-needed", text, exit);
            }
            case Ended.Stuck(Problem problem) -> {
                int exit = out.problem(problem, exitOf(problem));
                yield said(id, "stuck", "Nothing is lost. To go on: " + RESUME + id, exit);
            }
            case Ended.LetGo _ -> said(id, "let-go", "To go on: " + RESUME + id, Exit.STANDS_STILL);
        };
    }

    private int finished(String id, Ended.Finished finished, Map<String, Link> links) {
        boolean good = engine.run(id).filter(Run::succeeded).isPresent();
        boolean upgraded = finished.event().result() == Result.UPGRADED;
        return said(
                id,
                View.word(finished.event().result()),
                "Run "
                        + id
                        + " is in the history: handrail show "
                        + id
                        + (upgraded && !links.isEmpty()
                                ? "\nTo look again later whether all is well: handrail verify " + id
                                : ""),
                good ? Exit.OK : Exit.FAILED);
    }

    private int wantedBack(String id, Ended.RollBackWanted ended, Map<String, Link> links) {
        int exit =
                said(
                        id,
                        View.word(ended.event().result()),
                        "Run " + id + " is to be taken back.",
                        Exit.FAILED);
        return engine.run(id).map(run -> rollBack(run, Scope.HOP, links)).orElse(exit);
    }

    private int said(String id, String result, String text, int exit) {
        if (out.json()) {
            out.json(
                    View.map(
                            "event", "ended", "run", id, "result", result, "text", text, "exit",
                            exit));
        } else {
            out.say(text);
        }
        return exit;
    }

    private static int exitOf(Problem problem) {
        return switch (problem.key().split("[.-]", 2)[0]) {
            case "net", "link", "hostkey", "auth", "ssh" -> Exit.NO_CONNECTION;
            case "lock" -> Exit.STANDS_STILL;
            case "history", "journal" -> Exit.HISTORY;
            default -> Exit.FAILED;
        };
    }
}
