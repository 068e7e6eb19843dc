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
import dev.handrail.model.Plan;
import dev.handrail.model.RunEvent.RunResult;
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
import java.time.Clock;
import java.time.Duration;
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
    void aRehearsalWhoseCopyIsRemovedEnds() {
        rehearsed("20261120-0158-a").done(0, Duration.ofSeconds(30), "ok");
        engine.runs().endRehearsals(Story.NEXT.addressText());
        assertTrue(engine.runs().findRun("20261120-0158-a").orElseThrow().finished().isEmpty());
        engine.runs().endRehearsals(Story.TARGET.addressText());
        assertEquals(
                RunResult.ENDED,
                engine.runs()
                        .findRun("20261120-0158-a")
                        .flatMap(run -> run.finished())
                        .orElseThrow()
                        .result());
    }
}
