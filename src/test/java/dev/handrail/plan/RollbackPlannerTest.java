package dev.handrail.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Answer;
import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Version;
import dev.handrail.plan.RollbackPlanner.RollbackScope;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Tag("fast")
class RollbackPlannerTest {
    private final List<RunEvent> events = new ArrayList<>();

    @Test
    void takesBackInReverseWhatWasDoneAndVerifiesTheOldVersion() {
        start("", hop(1, "1", "2", "stop", "dump", "migrate"), hop(2, "2", "3", "stop", "dump"));
        done(0, "stop", StepOutcome.OK);
        done(0, "dump", StepOutcome.OK);
        done(0, "migrate", StepOutcome.OK);
        done(1, "stop", StepOutcome.OK);
        done(1, "dump", StepOutcome.FAILED);
        assertEquals(
                """
                READY status-page 3 -> 1, route rollback
                hop 2: 3 -> 2
                  migrate   undo-dump          script free
                  restart   undo-stop          script free
                hop 1: 2 -> 1
                  migrate   undo-migrate       script free
                  migrate   undo-dump          script free
                  restart   undo-stop          script free
                  verify    verify             script free
                """,
                back(RollbackScope.RUN));
        assertEquals(
                """
                READY status-page 3 -> 2, route rollback
                hop 2: 3 -> 2
                  migrate   undo-dump          script free
                  restart   undo-stop          script free
                  verify    verify             script free
                """,
                back(RollbackScope.HOP));
    }

    @Test
    void doesNotTakeBackWhatWasSkippedOrDoneAlreadyOrNeverStarted() {
        start("", hop(1, "1", "2", "stop", "dump", "migrate", "start"));
        done(0, "stop", StepOutcome.ALREADY_DONE);
        done(0, "dump", StepOutcome.SKIPPED);
        done(0, "migrate", StepOutcome.CANCELLED);
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  migrate   undo-migrate       script free
                  verify    verify             script free
                """,
                back(RollbackScope.RUN));
    }

    @Test
    void takesBackWhatFailedHalfwayAndWasLeftAtThatAfterwards() {
        start("", hop(1, "1", "2", "stop", "dump", "migrate", "start"));
        done(0, "stop", StepOutcome.OK);
        long dump = done(0, "dump", StepOutcome.FAILED);
        finished(dump, StepOutcome.SKIPPED);
        done(0, "migrate", StepOutcome.UNKNOWN);
        done(0, "migrate", StepOutcome.ALREADY_DONE);
        done(0, "start", StepOutcome.SKIPPED);
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  migrate   undo-migrate       script free
                  migrate   undo-dump          script free
                  restart   undo-stop          script free
                  verify    verify             script free
                """,
                back(RollbackScope.RUN));
    }

    @Test
    void verifiesOnlyTheServerThatWasUpgraded() {
        Step.StepInfo compare =
                on("new", Book.info("compare", Phase.VERIFY, "", Reversibility.FREE));
        Step look = new Step.Manual(compare, Message.literal("Look."), Optional.empty());
        List<Step> steps = new ArrayList<>(hop(1, "1", "2", "dump").steps());
        steps.add(look);
        start("", new Hop(1, Version.of("1"), Version.of("2"), steps));
        done(0, "dump", StepOutcome.OK);
        done(0, "compare", StepOutcome.OK);
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  migrate   undo-dump          script free
                  verify    verify             script free
                """,
                back(RollbackScope.RUN));
    }

    private static Step.StepInfo on(String role, Step.StepInfo info) {
        return new Step.StepInfo(
                info.id(),
                info.phase(),
                info.title(),
                info.why(),
                role,
                info.reversibility(),
                info.skippable(),
                info.source(),
                info.crossing());
    }

    @Test
    void takesBackAMergeThatHadWrittenBeforeItWasSkipped() {
        Step.StepInfo info = Book.info("config", Phase.CONFIGURE, "", Reversibility.FREE);
        Step merge = new Step.Merge(info, new ScriptText("files.sh", ""));
        start("", new Hop(1, Version.of("1"), Version.of("2"), List.of(merge)));
        long step = started(0, "config");
        asked(step);
        finished(step, StepOutcome.SKIPPED);
        assertEquals("rollback.nothing", blocked());
        events.removeLast();
        events.add(
                new RunEvent.QuestionAnswered(
                        events.size() + 1,
                        Instant.EPOCH,
                        events.size(),
                        Answer.of(Question.Choice.CONTINUE)));
        asked(step);
        finished(step, StepOutcome.SKIPPED);
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  migrate   undo-config        script free
                """,
                back(RollbackScope.RUN));
    }

    private void asked(long step) {
        Question question =
                new Question(
                        Question.Kind.MERGE,
                        Message.literal("Look"),
                        Message.EMPTY,
                        List.of(),
                        "",
                        List.of());
        events.add(new RunEvent.QuestionAsked(events.size() + 1, Instant.EPOCH, step, question));
    }

    private String blocked() {
        return ((Plan.Blocked) RollbackPlanner.planRollback(run(), RollbackScope.RUN))
                .findings()
                .getFirst()
                .key();
    }

    @Test
    void takesBackAStepWhoseEndNobodyKnows() {
        start("", hop(1, "1", "2", "stop", "dump"));
        done(0, "stop", StepOutcome.UNKNOWN);
        started(0, "dump");
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  migrate   undo-dump          script free
                  restart   undo-stop          script free
                  verify    verify             script free
                """,
                back(RollbackScope.HOP));
    }

    @Test
    void saysWhichStepHasNoWayBack() {
        start("", oneWay(), hop(2, "2", "3", "stop"));
        done(0, "convert", StepOutcome.OK);
        done(1, "stop", StepOutcome.OK);
        assertEquals(
                """
                BLOCKED status-page 3 -> 1
                blocker rollback.one-way: plan.rollback.one-way.title(Do convert)
                  why: Why.
                  fix: plan.rollback.one-way.fix()
                """,
                back(RollbackScope.RUN));
        assertEquals(
                """
                READY status-page 3 -> 2, route rollback
                hop 2: 3 -> 2
                  restart   undo-stop          script free
                  verify    verify             script free
                """,
                back(RollbackScope.HOP));
    }

    @Test
    void saysOfAnUndoStepThatItRestoresTheBackup() {
        Step.StepInfo info = Book.info("data", Phase.MIGRATE, "", Reversibility.NEEDS_RESTORE);
        Step.StepInfo start = Book.info("start", Phase.RESTART, "", Reversibility.FREE);
        start(
                "",
                new Hop(
                        1,
                        Version.of("1"),
                        Version.of("2"),
                        List.of(
                                Book.script(info),
                                named(Book.script(start), "Stop the services"))));
        done(0, "data", StepOutcome.OK);
        done(0, "start", StepOutcome.OK);
        Plan.Ready back =
                assertInstanceOf(
                        Plan.Ready.class, RollbackPlanner.planRollback(run(), RollbackScope.RUN));
        Step.StepInfo stop = back.hops().getFirst().steps().getFirst().info();
        Step.StepInfo restore = back.hops().getFirst().steps().getLast().info();
        assertEquals(Message.literal("Stop the services"), stop.title());
        assertEquals(Phase.STOP, stop.phase());
        assertEquals(Reversibility.FREE, stop.reversibility());
        assertEquals(Reversibility.NEEDS_RESTORE, restore.reversibility());
        assertEquals(Message.of("plan.undo.why-restore"), restore.why());
    }

    private static Step named(Step.Script script, String title) {
        return new Step.Script(
                script.info(),
                script.run(),
                script.check(),
                script.undo(),
                script.evidence(),
                script.prompts(),
                script.timeout(),
                script.repeatable(),
                script.probed(),
                script.outputLimit(),
                Optional.of(
                        new Step.UndoInfo(
                                Message.literal(title), Message.EMPTY, Optional.empty())));
    }

    @Test
    void undoesNothingTwice() {
        start("", hop(1, "1", "2", "stop", "migrate"), hop(2, "2", "3", "stop"));
        done(0, "stop", StepOutcome.OK);
        done(0, "migrate", StepOutcome.OK);
        done(1, "stop", StepOutcome.OK);
        Run origin = run();
        Run hop = rollbackOf(origin, RollbackScope.HOP, List.of());
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  migrate   undo-migrate       script free
                  restart   undo-stop          script free
                  verify    verify             script free
                """,
                PlanText.of(RollbackPlanner.planRollback(origin, List.of(hop), RollbackScope.RUN)));
        Run rest = rollbackOf(origin, RollbackScope.RUN, List.of(hop));
        Plan.Blocked twice =
                assertInstanceOf(
                        Plan.Blocked.class,
                        RollbackPlanner.planRollback(
                                origin, List.of(rest, hop), RollbackScope.RUN));
        assertEquals("rollback.done", twice.findings().getFirst().key());
    }

    /// A roll-back whose steps all ended well.
    private Run rollbackOf(Run origin, RollbackScope scope, List<Run> earlier) {
        Plan.Ready plan =
                assertInstanceOf(
                        Plan.Ready.class, RollbackPlanner.planRollback(origin, earlier, scope));
        events.clear();
        events.add(
                new RunEvent.RunStarted(
                        1,
                        Instant.EPOCH,
                        RunKind.ROLL_BACK,
                        RunScope.LIVE,
                        plan,
                        Map.of(),
                        origin.id()));
        for (int hop = 0; hop < plan.hops().size(); hop++) {
            for (Step step : plan.hops().get(hop).steps()) {
                done(hop, step.info().id(), StepOutcome.OK);
            }
        }
        return Run.of("r3", List.copyOf(events));
    }

    @Test
    void saysWhenThereIsNothingToTakeBack() {
        start("", hop(1, "1", "2", "stop"));
        assertEquals(
                """
                BLOCKED status-page 2 -> 1
                blocker rollback.nothing: plan.rollback.nothing.title()
                  why: plan.rollback.nothing.why()
                """,
                back(RollbackScope.RUN));
    }

    @Test
    void doesNotRollARollbackBack() {
        start("r1", hop(1, "2", "1", "stop"));
        done(0, "stop", StepOutcome.OK);
        Plan.Blocked blocked =
                assertInstanceOf(
                        Plan.Blocked.class, RollbackPlanner.planRollback(run(), RollbackScope.RUN));
        assertEquals("rollback.of-rollback", blocked.findings().getFirst().key());
    }

    @Test
    void restoresMergedFilesAndAsksForWhatWasDoneByHand() {
        Step.StepInfo merge = Book.info("config", Phase.CONFIGURE, "", Reversibility.FREE);
        Step.StepInfo free = Book.info("snapshot", Phase.PREPARE, "", Reversibility.FREE);
        Step.StepInfo manual = Book.info("dns", Phase.CONFIGURE, "", Reversibility.NEEDS_RESTORE);
        Step.StepInfo copy = Book.info("copy", Phase.BACKUP, "", Reversibility.FREE);
        ScriptText files = new ScriptText("files.sh", "");
        start(
                "",
                new Hop(
                        1,
                        Version.of("1"),
                        Version.of("2"),
                        List.of(
                                new Step.Manual(
                                        free,
                                        Message.literal("Take a snapshot."),
                                        Optional.empty()),
                                new Step.Copy(copy, files, Step.WORKSTATION),
                                new Step.Merge(merge, files),
                                new Step.Manual(
                                        manual,
                                        Message.literal("Change the name."),
                                        Optional.empty()))));
        done(0, "snapshot", StepOutcome.OK);
        done(0, "copy", StepOutcome.OK);
        done(0, "config", StepOutcome.OK);
        done(0, "dns", StepOutcome.OK);
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  migrate   undo-dns           manual needs-restore
                  migrate   undo-config        script free
                """,
                back(RollbackScope.RUN));
    }

    private static Hop hop(int number, String from, String to, String... ids) {
        List<Step> steps = new ArrayList<>();
        for (String id : ids) {
            Phase phase =
                    switch (id) {
                        case "stop" -> Phase.STOP;
                        case "dump" -> Phase.BACKUP;
                        case "migrate" -> Phase.MIGRATE;
                        default -> Phase.RESTART;
                    };
            steps.add(Book.script(Book.info(id, phase, "", Reversibility.FREE)));
        }
        steps.add(Book.script(Book.info("verify", Phase.VERIFY, "", Reversibility.FREE)));
        steps.add(Book.script(Book.info("verify-" + to, Phase.VERIFY, to, Reversibility.FREE)));
        return new Hop(number, Version.of(from), Version.of(to), steps);
    }

    private static Hop oneWay() {
        Step step = Book.script(Book.info("convert", Phase.MIGRATE, "", Reversibility.ONE_WAY));
        return new Hop(1, Version.of("1"), Version.of("2"), List.of(step));
    }

    private void start(String origin, Hop... hops) {
        Plan.Ready plan =
                new Plan.Ready(
                        "status-page",
                        "Status-Page",
                        new Plan.PlanRoute(
                                "in-place", Message.literal("Upgrade in place"), List.of("server")),
                        hops[0].from(),
                        hops[hops.length - 1].to(),
                        List.of(hops),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Facts.NONE,
                        Optional.empty(),
                        new ScriptText("lib.sh", ""),
                        Optional.empty());
        RunKind kind = origin.isEmpty() ? RunKind.UPGRADE : RunKind.ROLL_BACK;
        events.add(
                new RunEvent.RunStarted(
                        1, Instant.EPOCH, kind, RunScope.LIVE, plan, Map.of(), origin));
    }

    private long started(int hop, String step) {
        long seq = events.size() + 1;
        events.add(new RunEvent.StepStarted(seq, Instant.EPOCH, hop, step, 1, seq + "-" + step));
        return seq;
    }

    private long done(int hop, String step, StepOutcome outcome) {
        long seq = started(hop, step);
        finished(seq, outcome);
        return seq;
    }

    private void finished(long seq, StepOutcome outcome) {
        events.add(
                new RunEvent.StepFinished(
                        events.size() + 1, Instant.EPOCH, seq, outcome, Message.EMPTY, List.of()));
    }

    private Run run() {
        return Run.of("r2", events);
    }

    private String back(RollbackScope scope) {
        return PlanText.of(RollbackPlanner.planRollback(run(), scope));
    }
}
