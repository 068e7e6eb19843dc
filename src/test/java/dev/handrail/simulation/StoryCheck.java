package dev.handrail.simulation;

import dev.handrail.model.Question.Choice;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.Journal;
import dev.handrail.simulation.SimulatedServer.StepExecution;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares what the journal says with what really happened on the server.
final class StoryCheck {
    private static final Set<StepOutcome> NOT_DONE =
            Set.of(StepOutcome.FAILED, StepOutcome.UNKNOWN, StepOutcome.CANCELLED);

    private final SimulatedServer server;
    private final Journal journal;
    private final Workstation workstation;

    StoryCheck(SimulatedServer server, Journal journal, Workstation workstation) {
        this.server = server;
        this.journal = journal;
        this.workstation = workstation;
    }

    void check(RunResult result) {
        workstation.acknowledged().compare(journal);
        server.executions.forEach((folder, all) ->
                require(all.size() == 1, folder + " ran " + all.size() + " times"));
        journal.listRuns().forEach(run -> checkRun(run.id(), journal.readEvents(run.id())));
        String version = result == RunResult.UPGRADED ? "2.0" : "1.0";
        require(
                ProductModel.isAt(server, version),
                result + ", but the product is not at " + version);
    }

    private static void require(boolean holds, String broken) {
        if (!holds) {
            throw new AssertionError(broken);
        }
    }

    private void checkRun(String run, List<RunEvent> events) {
        Map<Long, StepStarted> started = new HashMap<>();
        Map<String, StepFinished> ends = new HashMap<>();
        boolean answered = false;
        for (RunEvent event : events) {
            switch (event) {
                case StepStarted start -> {
                    started.put(start.seq(), start);
                    StepFinished before = ends.remove(start.step());
                    boolean ran = server.executions.containsKey(folderOf(run, start));
                    require(
                            before == null
                                    || !ran
                                    || answered && NOT_DONE.contains(before.outcome()),
                            run + ": event " + start.seq() + " repeats a step unasked");
                    answered = false;
                }
                case StepFinished end -> {
                    StepStarted start = started.get(end.step());
                    ends.put(start.step(), end);
                    checkStep(run, start, end);
                }
                case QuestionAnswered answer ->
                        answered |= answer.answer().choice() == Choice.RETRY;
                default -> {}
            }
        }
    }

    private static String folderOf(String run, StepStarted start) {
        return SimulatedServer.BASE + "/" + run + "/" + start.folder();
    }

    private void checkStep(String run, StepStarted start, StepFinished end) {
        List<StepExecution> ran = server.executions.get(folderOf(run, start));
        String name = run + " " + start.folder() + " " + end.outcome() + " " + end.reason() + ": ";
        if (ran == null) {
            return;
        }
        StepExecution execution = ran.getFirst();
        if (end.outcome() == StepOutcome.OK && !execution.wasCut()) {
            require(execution.exit() == 0, name + "exit code " + execution.exit());
        }
        if (execution.isRecorded()) {
            require(
                    end.outcome() != StepOutcome.UNKNOWN || execution.isPerhapsCut(),
                    name + "its end is on the disk");
            require(
                    end.outcome() != StepOutcome.FAILED
                            || execution.exit() != 0
                            || execution.isPerhapsCut(),
                    name + "exit code 0");
            require(output(run, start.seq()).equals(execution.printed.toString()), name + "output");
        }
    }

    private String output(String run, long step) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        journal.readOutput(
                run,
                step,
                0,
                (offset, bytes) -> {
                    all.writeBytes(bytes);
                    return true;
                });
        return all.toString(StandardCharsets.UTF_8);
    }
}
