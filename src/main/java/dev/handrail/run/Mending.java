package dev.handrail.run;

import dev.handrail.model.Plan;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.RunEvent.Place;
import dev.handrail.model.RunEvent.Result;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Step;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Mask;
import dev.handrail.remote.Shell;
import dev.handrail.remote.Shell.Ran;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs a command that mends a finding, over the open connection, and writes it down as a run of
/// one step. It needs neither a lock nor a folder on the server, since what it mends may be just
/// that.
final class Mending {
    private static final int FIRST = 1;

    private final Diary diary;

    Mending(Diary diary) {
        this.diary = diary;
    }

    Mended run(Plan.Ready plan, Link link) throws LinkLost {
        Step.Script step = (Step.Script) plan.hops().getFirst().steps().getFirst();
        Shell shell = link.shell();
        Place place = new Place(shell.target(), shell.hostKey(), shell.base());
        diary.begin(
                new RunStarted(FIRST, diary.now(), plan, Map.of(step.info().role(), place), ""));
        StepStarted started =
                diary.add((seq, at) -> new StepStarted(seq, at, 0, step.info().id(), 1, ""));
        Ran ran;
        try {
            ran = shell.run(step.run().text(), step.timeout());
        } catch (LinkLost e) {
            finish(started, Outcome.UNKNOWN, String.valueOf(e.getMessage()));
            throw e;
        }
        String output = output(ran);
        diary.output(started.seq(), 0, output.getBytes(StandardCharsets.UTF_8));
        diary.journal().outputEnded(diary.id(), started.seq());
        if (ran.ok()) {
            finish(started, Outcome.OK, "");
        } else if (ran.exit() < 0) {
            finish(
                    started,
                    Outcome.UNKNOWN,
                    "It was left after "
                            + step.timeout().toMinutes()
                            + " minutes; it may go on on the server.");
        } else {
            finish(started, Outcome.FAILED, "It ended with exit code " + ran.exit() + ".");
        }
        return new Mended(ran.exit(), output);
    }

    private static String output(Ran ran) {
        String all =
                Stream.of(ran.out(), ran.err())
                        .map(String::stripTrailing)
                        .filter(text -> !text.isEmpty())
                        .map(text -> text + "\n")
                        .collect(Collectors.joining());
        return new Mask(List.of()).line(all);
    }

    private void finish(StepStarted started, Outcome outcome, String reason) {
        diary.add(
                (seq, at) -> new StepFinished(seq, at, started.seq(), outcome, reason, List.of()));
        Result result = outcome == Outcome.OK ? Result.MENDED : Result.ENDED;
        diary.<RunEvent>add((seq, at) -> new RunFinished(seq, at, result, reason));
    }
}
