package dev.handrail.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.Journal;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunOutcome;
import dev.handrail.torture.TortureKind.TortureResult;
import dev.handrail.torture.TortureKind.TortureVerdict;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Goes on with an upgrade whose process was killed, and compares what the journal says with what
/// the server did.
final class UpgradeJudge {
    private final Journal journal;
    private final LocalUpgrade upgrade;

    UpgradeJudge(Path folder, Journal journal) {
        this.journal = journal;
        this.upgrade = new LocalUpgrade(folder, journal);
    }

    /// `said`: what the killed process said.
    TortureResult judge(List<String> said, String what) throws Exception {
        List<Journal.RunSummary> runs = journal.listRuns();
        if (runs.isEmpty()) {
            return said.isEmpty()
                    ? judgeOutcome(upgrade.startRun(RunListener.NOBODY), what)
                    : lost(what);
        }
        String run = runs.getFirst().id();
        return hasAll(journal.readEvents(run), said)
                ? judgeOutcome(upgrade.resumeRun(run), what)
                : lost(what);
    }

    private static TortureResult lost(String what) {
        return new TortureResult(TortureVerdict.FAILED, what + ": an acknowledged event is lost");
    }

    private static boolean hasAll(List<RunEvent> events, List<String> said) {
        List<String> found =
                events.stream()
                        .map(event ->
                                "event " + event.seq() + " " + TortureChild.fingerprint(event))
                        .toList();
        return found.size() >= said.size() && found.subList(0, said.size()).equals(said);
    }

    private TortureResult judgeOutcome(RunHandle handle, String what) throws Exception {
        RunOutcome outcome = handle.awaitOutcome();
        String all = what + ": " + outcome;
        List<String> ran = readNotes();
        if (ran.stream().distinct().count() < ran.size()) {
            return new TortureResult(TortureVerdict.FAILED, all + ": doubled, ran " + ran);
        }
        boolean upgraded =
                outcome instanceof RunOutcome.Finished end
                        && end.event().result() == RunResult.UPGRADED;
        if (!upgraded) {
            return new TortureResult(judgeReason(outcome), all);
        }
        boolean whole = ran.equals(LocalUpgrade.STEPS) && hasAllOutput(handle.runId());
        return new TortureResult(
                whole ? TortureVerdict.HELD : TortureVerdict.FAILED, all + ", ran " + ran);
    }

    /// A run that goes no further says why.
    private static TortureVerdict judgeReason(RunOutcome outcome) {
        return outcome instanceof RunOutcome.Stuck || outcome instanceof RunOutcome.AnswerNeeded
                ? TortureVerdict.REFUSED
                : TortureVerdict.FAILED;
    }

    private List<String> readNotes() throws IOException {
        return Files.exists(upgrade.notes()) ? Files.readAllLines(upgrade.notes()) : List.of();
    }

    private boolean hasAllOutput(String run) {
        return journal.readEvents(run).stream()
                .filter(StepStarted.class::isInstance)
                .map(StepStarted.class::cast)
                .allMatch(step ->
                        LocalUpgrade.outputOf(step.step()).equals(readOutput(run, step.seq())));
    }

    private String readOutput(String run, long step) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        journal.readOutput(
                run,
                step,
                0,
                (_, bytes) -> {
                    all.writeBytes(bytes);
                    return true;
                });
        return all.toString(UTF_8);
    }
}
