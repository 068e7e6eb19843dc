package dev.handrail.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Answer;
import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Version;
import dev.handrail.plan.Rollback.Scope;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Tag("fast")
class RollbackTest {
    private final List<RunEvent> events = new ArrayList<>();

    @Test
    void takesBackInReverseWhatWasDoneAndVerifiesTheOldVersion() {
        start("", hop(1, "1", "2", "stop", "dump", "migrate"), hop(2, "2", "3", "stop", "dump"));
        done(0, "stop", Outcome.OK);
        done(0, "dump", Outcome.OK);
        done(0, "migrate", Outcome.OK);
        done(1, "stop", Outcome.OK);
        done(1, "dump", Outcome.FAILED);
        assertEquals(
                """
                READY status-page 3 -> 1, route rollback
                hop 2: 3 -> 2
                  backup    undo-dump          script free
                  stop      undo-stop          script free
                hop 1: 2 -> 1
                  migrate   undo-migrate       script free
                  backup    undo-dump          script free
                  stop      undo-stop          script free
                  verify    verify             script free
                """,
                back(Scope.RUN));
        assertEquals(
                """
                READY status-page 3 -> 2, route rollback
                hop 2: 3 -> 2
                  backup    undo-dump          script free
                  stop      undo-stop          script free
                  verify    verify             script free
                """,
                back(Scope.HOP));
    }

    @Test
    void doesNotTakeBackWhatWasSkippedOrDoneAlreadyOrNeverStarted() {
        start("", hop(1, "1", "2", "stop", "dump", "migrate", "start"));
        done(0, "stop", Outcome.ALREADY_DONE);
        done(0, "dump", Outcome.SKIPPED);
        done(0, "migrate", Outcome.CANCELLED);
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  migrate   undo-migrate       script free
                  verify    verify             script free
                """,
                back(Scope.RUN));
    }

    @Test
    void takesBackWhatFailedHalfwayAndWasLeftAtThatAfterwards() {
        start("", hop(1, "1", "2", "stop", "dump", "migrate", "start"));
        done(0, "stop", Outcome.OK);
        long dump = done(0, "dump", Outcome.FAILED);
        finished(dump, Outcome.SKIPPED);
        done(0, "migrate", Outcome.UNKNOWN);
        done(0, "migrate", Outcome.ALREADY_DONE);
        done(0, "start", Outcome.SKIPPED);
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  migrate   undo-migrate       script free
                  backup    undo-dump          script free
                  stop      undo-stop          script free
                  verify    verify             script free
                """,
                back(Scope.RUN));
    }

    @Test
    void takesBackAMergeThatHadWrittenBeforeItWasSkipped() {
        Step.Info info = Book.info("config", Phase.CONFIGURE, "", Reversibility.FREE);
        Step merge = new Step.Merge(info, new ScriptText("files.sh", ""));
        start("", new Hop(1, Version.of("1"), Version.of("2"), List.of(merge)));
        long step = started(0, "config");
        asked(step);
        finished(step, Outcome.SKIPPED);
        assertEquals("rollback.nothing", blocked());
        events.removeLast();
        events.add(
                new RunEvent.Answered(
                        events.size() + 1,
                        Instant.EPOCH,
                        events.size(),
                        Answer.of(Question.Choice.CONTINUE)));
        asked(step);
        finished(step, Outcome.SKIPPED);
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  configure undo-config        script free
                """,
                back(Scope.RUN));
    }

    private void asked(long step) {
        Question question = new Question(Question.Kind.MERGE, "Look", "", List.of(), "", List.of());
        events.add(new RunEvent.Asked(events.size() + 1, Instant.EPOCH, step, question));
    }

    private String blocked() {
        return ((Plan.Blocked) Rollback.plan(run(), Scope.RUN)).findings().getFirst().key();
    }

    @Test
    void takesBackAStepWhoseEndNobodyKnows() {
        start("", hop(1, "1", "2", "stop", "dump"));
        done(0, "stop", Outcome.UNKNOWN);
        started(0, "dump");
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  backup    undo-dump          script free
                  stop      undo-stop          script free
                  verify    verify             script free
                """,
                back(Scope.HOP));
    }

    @Test
    void saysWhichStepHasNoWayBack() {
        start("", oneWay(), hop(2, "2", "3", "stop"));
        done(0, "convert", Outcome.OK);
        done(1, "stop", Outcome.OK);
        assertEquals(
                """
                BLOCKED status-page 3 -> 1
                blocker rollback.one-way: There is no way back past the step "Do convert".
                  why: Why.
                  fix: Go on, or restore the backup by hand on a fresh server.
                """,
                back(Scope.RUN));
        assertEquals(
                """
                READY status-page 3 -> 2, route rollback
                hop 2: 3 -> 2
                  stop      undo-stop          script free
                  verify    verify             script free
                """,
                back(Scope.HOP));
    }

    @Test
    void saysWhenThereIsNothingToTakeBack() {
        start("", hop(1, "1", "2", "stop"));
        assertEquals(
                """
                BLOCKED status-page 2 -> 1
                blocker rollback.nothing: There is nothing to take back.
                  why: No step that changes the server was done.
                """,
                back(Scope.RUN));
    }

    @Test
    void doesNotRollARollbackBack() {
        start("r1", hop(1, "2", "1", "stop"));
        done(0, "stop", Outcome.OK);
        Plan.Blocked blocked =
                assertInstanceOf(Plan.Blocked.class, Rollback.plan(run(), Scope.RUN));
        assertEquals("rollback.of-rollback", blocked.findings().getFirst().key());
    }

    @Test
    void restoresMergedFilesAndAsksForWhatWasDoneByHand() {
        Step.Info merge = Book.info("config", Phase.CONFIGURE, "", Reversibility.FREE);
        Step.Info free = Book.info("snapshot", Phase.PREPARE, "", Reversibility.FREE);
        Step.Info manual = Book.info("dns", Phase.CONFIGURE, "", Reversibility.NEEDS_RESTORE);
        Step.Info copy = Book.info("copy", Phase.BACKUP, "", Reversibility.FREE);
        ScriptText files = new ScriptText("files.sh", "");
        start(
                "",
                new Hop(
                        1,
                        Version.of("1"),
                        Version.of("2"),
                        List.of(
                                new Step.Manual(free, "Take a snapshot.", Optional.empty()),
                                new Step.Copy(copy, files, Step.WORKSTATION),
                                new Step.Merge(merge, files),
                                new Step.Manual(manual, "Change the name.", Optional.empty()))));
        done(0, "snapshot", Outcome.OK);
        done(0, "copy", Outcome.OK);
        done(0, "config", Outcome.OK);
        done(0, "dns", Outcome.OK);
        assertEquals(
                """
                READY status-page 2 -> 1, route rollback
                hop 1: 2 -> 1
                  configure undo-dns           manual free
                  configure undo-config        script free
                """,
                back(Scope.RUN));
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
                        new Plan.Route("in-place", "Upgrade in place", List.of("server")),
                        hops[0].from(),
                        hops[hops.length - 1].to(),
                        List.of(hops),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Facts.NONE,
                        Optional.empty(),
                        new ScriptText("lib.sh", ""));
        events.add(new RunEvent.RunStarted(1, Instant.EPOCH, plan, Map.of(), origin));
    }

    private long started(int hop, String step) {
        long seq = events.size() + 1;
        events.add(new RunEvent.StepStarted(seq, Instant.EPOCH, hop, step, 1, seq + "-" + step));
        return seq;
    }

    private long done(int hop, String step, Outcome outcome) {
        long seq = started(hop, step);
        finished(seq, outcome);
        return seq;
    }

    private void finished(long seq, Outcome outcome) {
        events.add(
                new RunEvent.StepFinished(
                        events.size() + 1, Instant.EPOCH, seq, outcome, "", List.of()));
    }

    private Run run() {
        return Run.of("r2", events);
    }

    private String back(Scope scope) {
        return PlanText.of(Rollback.plan(run(), scope));
    }
}
