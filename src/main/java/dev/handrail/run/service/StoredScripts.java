package dev.handrail.run.service;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.JournalUnwritable;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The checksums of all scripts of a run's plan as the journal has it on disk. No other script of a
/// plan may reach a server.
public final class StoredScripts {
    private final String run;
    private final Set<String> sums;

    private StoredScripts(String run, Set<String> sums) {
        this.run = run;
        this.sums = Set.copyOf(sums);
    }

    /// Reads the plan again, and that of the run that it rolls back or verifies. Throws
    /// [JournalUnwritable] if an event of one of them is damaged.
    public static StoredScripts readFrom(Journal journal, String run) {
        Set<String> sums = new HashSet<>();
        String next = run;
        while (!next.isEmpty()) {
            List<RunEvent> events = journal.readEvents(next);
            next = "";
            if (!events.isEmpty() && events.getFirst() instanceof RunEvent.RunStarted start) {
                listScripts(start.plan()).map(ScriptText::sha256Hex).forEach(sums::add);
                next = start.origin();
            }
        }
        return new StoredScripts(run, sums);
    }

    /// Returns the script; throws [JournalUnwritable] if it is not as the stored plan has it.
    ScriptText requireStored(ScriptText script) {
        if (!sums.contains(script.sha256Hex())) {
            throw new JournalUnwritable(
                    new Problem(
                            "run.script-altered",
                            Message.of("run.script-altered.what", script.file(), run),
                            Message.of("run.script-altered.todo")),
                    new IllegalStateException(script.file()));
        }
        return script;
    }

    private static Stream<ScriptText> listScripts(Plan.Ready plan) {
        return Stream.of(
                        Stream.of(plan.library()),
                        plan.state().stream(),
                        plan.failures().stream()
                                .map(Runbook.Failure::recovery)
                                .flatMap(Optional::stream),
                        plan.hops().stream()
                                .flatMap(hop -> hop.steps().stream())
                                .flatMap(StoredScripts::listScripts))
                .flatMap(scripts -> scripts);
    }

    private static Stream<ScriptText> listScripts(Step step) {
        return switch (step) {
            case Step.Script script ->
                    Stream.of(
                                    Optional.of(script.run()),
                                    script.check(),
                                    script.undo(),
                                    script.undoInfo().flatMap(Step.UndoInfo::losses))
                            .flatMap(Optional::stream);
            case Step.Manual manual -> manual.check().stream();
            case Step.Merge merge ->
                    Stream.concat(Stream.of(merge.files()), merge.proof().stream());
            case Step.Copy copy -> Stream.of(copy.files());
        };
    }
}
