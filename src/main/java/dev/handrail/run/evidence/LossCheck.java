package dev.handrail.run.evidence;

import dev.handrail.detect.FactParser;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunServices;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds out, before a roll-back starts, which rows were written since the backups that it
/// restores.
public final class LossCheck {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    /// The keys under which scripts print numbers of rows.
    private static final String ROWS = "rows.";

    private static final String BACKUP = "backup.rows.";

    private final RunServices context;

    public LossCheck(RunServices context) {
        this.context = context;
    }

    /// Returns a text that says what the roll-back replaces, or empty if it replaces nothing.
    public Optional<Message> describeLosses() throws RunStopped {
        List<Message> losses = new ArrayList<>();
        for (StepRun restore : lastRestores()) {
            DataLoss loss = estimateLoss(restore);
            if (loss.needsConsent()) {
                losses.add(loss.describeLoss());
            }
        }
        return losses.isEmpty()
                ? Optional.empty()
                : Optional.of(Message.paragraphs(losses.toArray(Message[]::new)));
    }

    /// Returns the steps that restore something. If several hops have the same step, the last one
    /// counts, because its backup is the one that stays.
    private Collection<StepRun> lastRestores() {
        Map<String, StepRun> restores = new LinkedHashMap<>();
        context.recorder().currentRun().steps().stream()
                .filter(step -> step.step() instanceof Step.Script)
                .filter(step -> step.step().info().reversibility() == Reversibility.NEEDS_RESTORE)
                .forEach(step -> restores.put(step.step().info().id(), step));
        return restores.values();
    }

    private DataLoss estimateLoss(StepRun restore) throws RunStopped {
        Run rollback = context.recorder().currentRun();
        Message title = restore.step().info().title();
        Optional<Run> origin = context.recorder().findRun(rollback.start().origin());
        Optional<StepRun> undone = origin.flatMap(run -> findUndone(run, restore));
        Optional<Instant> saved =
                undone.flatMap(step -> origin.flatMap(run -> findBackupTime(run, step.hop())));
        Optional<ScriptText> script = undone.flatMap(step -> findScript(step.step()));
        if (script.isPresent()) {
            Map<String, String> facts = runScript(restore, script.get());
            return DataLoss.compareCounts(
                    title, saved, countRows(facts, BACKUP), countRows(facts, ROWS));
        }
        Map<String, String> before =
                undone.map(step -> stateBefore(origin.orElseThrow(), step)).orElse(Map.of());
        return DataLoss.compareCounts(
                title, saved, countRows(before, ROWS), countRows(rollback.before(), ROWS));
    }

    /// The step of the origin that this undo step undoes.
    private Optional<StepRun> findUndone(Run origin, StepRun undo) {
        int number = hopNumber(context.recorder().currentRun(), undo);
        String id = undo.step().info().undoneId();
        return origin.steps().stream()
                .filter(step -> hopNumber(origin, step) == number)
                .filter(step -> step.step().info().id().equals(id))
                .findFirst();
    }

    private static int hopNumber(Run run, StepRun step) {
        return run.start().plan().hops().get(step.hop()).number();
    }

    private static Optional<Instant> findBackupTime(Run origin, int hop) {
        return origin.steps().stream()
                .filter(step -> step.hop() == hop && step.step().info().phase() == Phase.BACKUP)
                .filter(StepRun::hasPassed)
                .flatMap(step -> step.started().stream())
                .findFirst();
    }

    private static Optional<ScriptText> findScript(Step step) {
        return step instanceof Step.Script script
                ? script.undoInfo().flatMap(Step.UndoInfo::losses)
                : Optional.empty();
    }

    /// The state before the step, else the one before the run if the step is in its first hop.
    private static Map<String, String> stateBefore(Run origin, StepRun step) {
        return step.before().isEmpty() && step.hop() == 0 ? origin.before() : step.before();
    }

    /// Returns no facts if the script fails.
    private Map<String, String> runScript(StepRun restore, ScriptText script) throws RunStopped {
        Step.StepInfo info = restore.step().info();
        String text =
                context.assembler().assembleScript(restore.hop(), info.role(), info.id(), script);
        ScriptResult ran = context.servers().runOn(info.role(), shell -> shell.run(text, LIMIT));
        return ran.hasSucceeded() ? FactParser.parseFacts(ran.out()).valuesByKey() : Map.of();
    }

    /// The numbers of rows by table. Values that are no number do not count.
    private static Map<String, Long> countRows(Map<String, String> facts, String prefix) {
        Map<String, Long> rows = new TreeMap<>();
        facts.forEach((key, value) -> {
            if (key.startsWith(prefix) && value.matches("[0-9]{1,15}")) {
                rows.put(key.substring(prefix.length()), Long.parseLong(value));
            }
        });
        return rows;
    }
}
