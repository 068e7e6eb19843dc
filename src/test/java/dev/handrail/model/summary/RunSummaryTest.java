package dev.handrail.model.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.summary.StateComparison.StateLine;
import dev.handrail.store.Samples;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Tag("fast")
class RunSummaryTest {
    private static final Message WAIVED =
            Message.sentences(
                    Message.of(
                            "summary.open.waived", "The pot is old", "We buy a new one on Monday"),
                    Message.literal("It may rust."),
                    Message.literal("apt install pot"));

    private static Run runOf(int events, RunEvent... more) {
        List<RunEvent> all = new ArrayList<>(Samples.whole().subList(0, events));
        all.addAll(List.of(more));
        return Run.of("a", all);
    }

    private static RunEvent finishOf(StepOutcome outcome) {
        return new RunEvent.StepFinished(
                9, Samples.at(8), 5, outcome, Message.literal("Not needed."), List.of());
    }

    private static Optional<String> idOf(Optional<StepRun> step) {
        return step.map(it -> it.step().info().id());
    }

    @Test
    void anUpgradedRunLeavesWaivedFindingsAndNotes() {
        assertEquals(
                List.of(
                        WAIVED,
                        Message.sentences(
                                Message.of("summary.open.info", "It is cold"),
                                Message.literal("Winter."))),
                new OpenItems(runOf(24)).listItems());
    }

    @Test
    void anUnfinishedRunListsEveryStepThatIsNotDone() {
        assertEquals(
                List.of(
                        Message.of("summary.open.unfinished"),
                        Message.sentences(
                                Message.of("summary.open.not-finished", "To boil"),
                                Message.literal("It exited with 1.")),
                        Message.of("summary.open.not-started", "To merge"),
                        Message.of("summary.open.not-started", "To taste"),
                        WAIVED),
                new OpenItems(runOf(9)).listItems());
    }

    @Test
    void aSkippedStepIsListedWithItsReason() {
        List<Message> items = new OpenItems(runOf(8, finishOf(StepOutcome.SKIPPED))).listItems();
        assertEquals(
                Message.sentences(
                        Message.of("summary.open.skipped", "To boil"),
                        Message.literal("Not needed.")),
                items.get(1));
    }

    @Test
    void changedStateComesFirst() {
        StateComparison comparison = StateComparison.ofRun(runOf(24));
        assertEquals(
                List.of(new StateLine("version", "2.4", "2.5.1"), new StateLine("cups", "7", "7")),
                comparison.lines());
        assertEquals(List.of(new StateLine("version", "2.4", "2.5.1")), comparison.changedLines());
    }

    @Test
    void aValueThatIsGoneCountsAsChanged() {
        assertEquals(
                List.of(new StateLine("cups", "7", ""), new StateLine("version", "2.4", "")),
                StateComparison.ofRun(runOf(2)).changedLines());
    }

    @Test
    void aRunWithoutStateHasNothingToCompare() {
        assertEquals(List.of(), StateComparison.ofRun(runOf(1)).lines());
    }

    @Test
    void theCurrentStepIsTheAskedThenTheRunningThenTheNextOne() {
        assertEquals(Optional.of("save"), idOf(new CurrentStep(runOf(1)).findStep()));
        assertEquals(Optional.of("boil"), idOf(new CurrentStep(runOf(5)).findStep()));
        CurrentStep asked = new CurrentStep(runOf(10));
        assertEquals(Optional.of("boil"), idOf(asked.findAskedStep()));
        assertEquals(Optional.of("boil"), idOf(asked.findStep()));
        assertEquals(Optional.of("merge"), idOf(asked.findFollowingStep()));
        assertEquals(Optional.empty(), idOf(new CurrentStep(runOf(24)).findStep()));
    }
}
