package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.Engine;
import dev.handrail.app.EngineConfig;
import dev.handrail.app.rehearsal.RehearsalFindings;
import dev.handrail.app.rehearsal.RehearsalReview;
import dev.handrail.model.Facts;
import dev.handrail.model.Facts.Fact;
import dev.handrail.model.Finding;
import dev.handrail.model.Finding.Severity;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Target;
import dev.handrail.run.PlanForecast;
import dev.handrail.run.StepTimes;
import dev.handrail.store.file.AppFolders;
import dev.handrail.testing.English;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a plan says of its rehearsal on the same server, and whose times it then shows.
@Tag("fast")
class RehearsalFindingTest {
    @TempDir private Path folder;
    private Engine engine;

    @BeforeEach
    void open() {
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(folder.resolve("home")),
                        folder.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        engine = ((Engine.OpenResult.Ready) Engine.open(config)).engine();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private Story rehearsed(String id) {
        return new Story(id, PlanSample.oneHop(), Scenes.START, engine.journal(), Story.nobody())
                .inCopy()
                .begin();
    }

    /// The second one begins four hours after the first.
    private Story rehearsedLater(String id, String copy) {
        return new Story(
                        id,
                        PlanSample.oneHop(),
                        Scenes.START.plus(Duration.ofHours(4)),
                        engine.journal(),
                        Story.nobody())
                .inCopy(copy)
                .begin();
    }

    private static void walk(Story story, RunResult result) {
        int steps = story.run().steps().size();
        for (int i = 0; i < steps; i++) {
            story.done(i, Duration.ofSeconds(30), "ok");
        }
        story.end(result, "It said so.");
    }

    private Optional<Finding> finding(Plan.Ready plan, Target server) {
        Plan reviewed = RehearsalFindings.addReview(engine.journal(), plan, Optional.of(server));
        return ((Plan.Ready) reviewed)
                .findings().stream().filter(each -> each.key().equals("rehearsed")).findFirst();
    }

    private static Plan.Ready withFact(String key, String value) {
        Plan.Ready plan = PlanSample.oneHop();
        Facts facts = plan.facts().combinedWith(new Facts(List.of(new Fact(key, value, "sh"))));
        return new Plan.Ready(
                plan.product(),
                plan.productName(),
                plan.route(),
                plan.from(),
                plan.to(),
                plan.hops(),
                plan.findings(),
                plan.notes(),
                plan.failures(),
                plan.variables(),
                facts,
                plan.state(),
                plan.library(),
                Optional.empty());
    }

    private static Plan.Ready withSteps(Plan.Ready plan, ScriptText library, List<Hop> hops) {
        return new Plan.Ready(
                plan.product(),
                plan.productName(),
                plan.route(),
                plan.from(),
                plan.to(),
                hops,
                plan.findings(),
                plan.notes(),
                plan.failures(),
                plan.variables(),
                plan.facts(),
                plan.state(),
                library,
                Optional.empty());
    }

    @Test
    void aPlanThatWorkedAndIsUnchangedSaysSoAndShowsItsTimes() {
        walk(rehearsed("20261120-0158-a"), RunResult.UPGRADED);
        Finding found = finding(PlanSample.oneHop(), Story.TARGET).orElseThrow();
        assertEquals(Severity.INFO, found.severity());
        assertTrue(English.of(found.title()).contains("nothing that Handrail sees has changed"));
        assertTrue(English.of(found.why()).contains("It works in the copy of this server"));
        StepTimes times =
                RehearsalFindings.chooseTimes(
                        engine.journal(),
                        PlanSample.oneHop(),
                        Optional.of(Story.TARGET),
                        StepTimes.none());
        PlanForecast forecast = PlanForecast.of(PlanSample.oneHop(), times, Scenes.START);
        assertTrue(English.of(forecast.restsText()).startsWith("A rehearsal on a copy"));
    }

    @Test
    void whatChangedIsNamedButNotWhatChangesByItself() {
        walk(rehearsed("20261120-0158-a"), RunResult.UPGRADED);
        Plan.Ready fuller = withFact("disk./opt.free", "2 GB");
        assertTrue(
                RehearsalReview.findReview(engine.journal(), fuller, Story.TARGET)
                        .orElseThrow()
                        .isUnchanged());
        Finding found = finding(withFact("postgresql.version", "16.1"), Story.TARGET).orElseThrow();
        assertTrue(English.of(found.title()).contains("something has changed since"));
        assertTrue(English.of(found.why()).contains("postgresql.version"));
    }

    @Test
    void aRunOnTheServerSinceIsAChange() {
        walk(rehearsed("20261120-0158-a"), RunResult.UPGRADED);
        Story live =
                new Story(
                                "20261120-0558-b",
                                PlanSample.earlier(),
                                Scenes.START.plus(Duration.ofHours(4)),
                                engine.journal(),
                                Story.nobody())
                        .begin();
        walk(live, RunResult.UPGRADED);
        Finding found = finding(PlanSample.oneHop(), Story.TARGET).orElseThrow();
        assertTrue(English.of(found.why()).contains("One run of Handrail has changed the server"));
    }

    @Test
    void whatFailedIsAWarningAndItsTimesAreNotShown() {
        Story story = rehearsed("20261120-0158-a");
        story.done(0, Duration.ofSeconds(30), "ok");
        story.end(RunResult.ENDED, "The packages do not fit.");
        Finding found = finding(PlanSample.oneHop(), Story.TARGET).orElseThrow();
        assertEquals(Severity.WARNING, found.severity());
        assertTrue(English.of(found.why()).contains("The packages do not fit."));
        assertFalse(
                RehearsalFindings.chooseTimes(
                                engine.journal(),
                                PlanSample.oneHop(),
                                Optional.of(Story.TARGET),
                                StepTimes.none())
                        .rehearsed());
    }

    @Test
    void anotherServerAndAnotherVersionSayNothing() {
        walk(rehearsed("20261120-0158-a"), RunResult.UPGRADED);
        assertTrue(finding(PlanSample.oneHop(), Story.NEXT).isEmpty());
        assertTrue(finding(PlanSample.earlier(), Story.TARGET).isEmpty());
        assertTrue(finding(PlanSample.oneHop(), Story.TARGET).isPresent());
    }

    @Test
    void anUnfinishedRehearsalSaysNothing() {
        rehearsed("20261120-0158-a").done(0, Duration.ofSeconds(30), "ok");
        assertTrue(finding(PlanSample.oneHop(), Story.TARGET).isEmpty());
    }

    @Test
    void aRehearsalThatWasGivenUpSaysNothingOfThePlan() {
        walk(rehearsed("20261120-0158-a"), RunResult.UPGRADED);
        rehearsedLater("20261120-0558-b", "bbbbbbbbbbbb").done(0, Duration.ofSeconds(30), "ok");
        engine.runs().endRehearsals(Story.TARGET, "bbbbbbbbbbbb");
        assertTrue(isFinished("20261120-0558-b"));
        Finding found = finding(PlanSample.oneHop(), Story.TARGET).orElseThrow();
        assertEquals(Severity.INFO, found.severity());
    }

    @Test
    void whatTheStepsCallAndHowTheyGoBackIsPartOfThem() {
        walk(rehearsed("20261120-0158-a"), RunResult.UPGRADED);
        Plan.Ready plan = PlanSample.oneHop();
        ScriptText other = new ScriptText("lib.sh", "# other functions\n");
        assertFalse(isUnchanged(withSteps(plan, other, plan.hops())));
        List<Step> steps = plan.hops().getFirst().steps().stream().map(this::otherUndo).toList();
        Hop hop = new Hop(1, plan.from(), plan.to(), steps);
        assertFalse(isUnchanged(withSteps(plan, plan.library(), List.of(hop))));
        assertTrue(isUnchanged(withSteps(plan, plan.library(), plan.hops())));
    }

    private Step otherUndo(Step step) {
        return step instanceof Step.Script script
                ? new Step.Script(
                        script.info(),
                        script.run(),
                        script.check(),
                        Optional.of(new ScriptText("other-undo.sh", "echo other\n")),
                        script.evidence(),
                        script.prompts(),
                        script.timeout(),
                        script.repeatable(),
                        script.probed())
                : step;
    }

    private boolean isUnchanged(Plan.Ready plan) {
        return RehearsalReview.findReview(engine.journal(), plan, Story.TARGET)
                .orElseThrow()
                .isUnchanged();
    }

    @Test
    void aDamagedRollBackDoesNotHideTheRehearsal() throws Exception {
        walk(rehearsed("20261120-0158-a"), RunResult.UPGRADED);
        new Story(
                        "20261120-0558-b",
                        PlanSample.oneHop(),
                        Scenes.START.plus(Duration.ofHours(4)),
                        engine.journal(),
                        Story.nobody())
                .inCopy()
                .rollingBack("20261120-0158-a")
                .begin();
        Path journal = folder.resolve("home/data/journal.db");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement change = db.createStatement()) {
            change.executeUpdate("update event set body = x'00ff' where run = 2 and seq = 2");
        }
        assertTrue(engine.journal().readSoundEvents("20261120-0558-b").damage().isPresent());
        assertTrue(finding(PlanSample.oneHop(), Story.TARGET).isPresent());
    }

    @Test
    void aStepThatTheRehearsalDidNotHaveLeavesItsDowntimeThatOfTheCopy() {
        Story story = rehearsed("20261120-0158-a");
        walk(story, RunResult.UPGRADED);
        StepTimes times = StepTimes.ofRehearsal(List.of(story.run()));
        Plan.Ready plan = PlanSample.oneHop();
        List<Step> steps = new ArrayList<>(plan.hops().getFirst().steps());
        steps.addFirst(trialStep());
        Hop hop = new Hop(1, plan.from(), plan.to(), steps);
        PlanForecast forecast =
                PlanForecast.of(withSteps(plan, plan.library(), List.of(hop)), times, Scenes.START);
        assertTrue(forecast.all().isEmpty() && forecast.down().isPresent());
        assertTrue(English.of(forecast.restsText()).startsWith("A rehearsal on a copy"));
    }

    private static Step trialStep() {
        Step.StepInfo info =
                new Step.StepInfo(
                        "trial",
                        Phase.PREPARE,
                        Message.literal("Try the backup"),
                        Message.EMPTY,
                        "server",
                        Reversibility.FREE,
                        true,
                        "Handrail",
                        Optional.empty());
        ScriptText script = new ScriptText("trial.sh", "true\n");
        return Step.Script.judgedBy(
                Step.Evidence.EXIT_CODE, info, script, Duration.ofMinutes(1), true);
    }

    @Test
    void onlyTheRunInTheCopyThatIsRemovedEnds() {
        rehearsedLater("20261120-0558-a", "aaaaaaaaaaaa");
        rehearsedLater("20261120-0558-b", "bbbbbbbbbbbb");
        engine.runs().endRehearsals(behindJump(), "aaaaaaaaaaaa");
        assertFalse(isFinished("20261120-0558-a"));
        engine.runs().endRehearsals(Story.TARGET, "aaaaaaaaaaaa");
        assertTrue(isFinished("20261120-0558-a"));
        assertFalse(isFinished("20261120-0558-b"));
        engine.runs().endRehearsals(Story.TARGET, "");
        assertTrue(isFinished("20261120-0558-b"));
    }

    private static Target behindJump() {
        return new Target(
                "other customer",
                Story.TARGET.host(),
                Story.TARGET.port(),
                Story.TARGET.user(),
                Optional.empty(),
                Optional.of(Target.of("ada", "jump.example.org", 22)),
                Target.Privilege.NONE,
                "");
    }

    @Test
    void theRunOfACopyIsNoneOfAnotherCopy() {
        walk(rehearsedLater("20261120-0558-a", "aaaaaaaaaaaa"), RunResult.UPGRADED);
        Target first = Story.TARGET.withCopy("aaaaaaaaaaaa");
        assertEquals("20261120-0558-a", engine.runs().findRehearsal(first).map(Run::id).orElse(""));
        Target second = Story.TARGET.withCopy("bbbbbbbbbbbb");
        assertTrue(engine.runs().findRehearsal(second).isEmpty());
    }

    private boolean isFinished(String id) {
        return engine.runs().findRun(id).orElseThrow().finished().isPresent();
    }

    @Test
    void aRehearsalWhoseCopyIsRemovedEnds() {
        rehearsed("20261120-0158-a").done(0, Duration.ofSeconds(30), "ok");
        engine.runs().endRehearsals(Story.NEXT, "");
        assertTrue(engine.runs().findRun("20261120-0158-a").orElseThrow().finished().isEmpty());
        engine.runs().endRehearsals(Story.TARGET, "");
        assertEquals(
                RunResult.ENDED,
                engine.runs()
                        .findRun("20261120-0158-a")
                        .flatMap(run -> run.finished())
                        .orElseThrow()
                        .result());
    }
}
