package dev.handrail.app.rehearsal;

import dev.handrail.app.EngineRuns;
import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.Target;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.run.RunHistory;
import dev.handrail.run.StepTimes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The newest rehearsal of a plan between the same versions on the same server, its roll-back, and
/// what has changed since.
public record RehearsalReview(Run upgrade, Optional<Run> back, List<Message> changes) {
    /// Facts that change by themselves while a server is used.
    private static final Pattern VOLATILE =
            Pattern.compile(
                    "(disk|memory|rows|clock|lock|load|rehearsal|keys|executions|health)([.].*)?"
                            + "|.*[.](mb|kb|free|busy|started|count)");

    /// What stands in the history in place of a secret.
    private static final String MASK = "**";

    private static final int MOST_NAMES = 6;

    public RehearsalReview {
        changes = List.copyOf(changes);
    }

    /// Reads the history. Empty if nobody has rehearsed this on the server from here.
    public static Optional<RehearsalReview> findReview(
            Journal journal, Plan.Ready plan, Target server) {
        List<RunSummary> runs =
                journal.listRuns().stream()
                        .filter(run -> run.server().equals(server.addressText()))
                        .filter(run -> run.productId().equals(plan.product()))
                        .toList();
        return runs.stream()
                .filter(run -> isRehearsalOf(run, plan))
                .flatMap(run -> readRun(journal, run.id()).stream())
                .filter(run -> !wasGivenUp(run))
                .findFirst()
                .map(run ->
                        new RehearsalReview(
                                run, findBack(journal, run), listChanges(plan, run, runs)));
    }

    private static boolean isRehearsalOf(RunSummary run, Plan.Ready plan) {
        return run.scope() == RunScope.COPY
                && run.kind() == RunKind.UPGRADE
                && !run.endedAt().isEmpty()
                && run.from().equals(plan.from().text())
                && run.to().equals(plan.to().text());
    }

    /// Whether nobody knows how it would have ended, because its copy was removed before.
    private static boolean wasGivenUp(Run run) {
        return run.finished()
                .filter(end -> end.reason().equals(EngineRuns.COPY_REMOVED))
                .isPresent();
    }

    private static Optional<Run> readRun(Journal journal, String id) {
        Journal.ReadableEvents read = journal.readSoundEvents(id);
        return read.damage().isPresent() || read.events().isEmpty()
                ? Optional.empty()
                : Optional.of(Run.of(id, read.events()));
    }

    private static Optional<Run> findBack(Journal journal, Run upgrade) {
        return RunHistory.rollbacksOf(journal.listRuns(), upgrade.id()).stream()
                .flatMap(run -> readRun(journal, run.id()).stream())
                .filter(run -> run.finished().isPresent())
                .findFirst();
    }

    private static List<Message> listChanges(Plan.Ready plan, Run run, List<RunSummary> runs) {
        Plan.Ready rehearsed = run.start().plan();
        List<Message> changes = new ArrayList<>();
        if (!rehearsed.library().equals(plan.library())
                || !scriptsOf(rehearsed).equals(scriptsOf(plan))) {
            changes.add(Message.of("rehearsal.changed.steps"));
        }
        List<String> names =
                differingNames(rehearsed.variables(), plan.variables(), Pattern.compile("(?!)"));
        if (!names.isEmpty()) {
            changes.add(Message.of("rehearsal.changed.settings", joinNames(names)));
        }
        List<String> facts = differingFacts(rehearsed.facts(), plan.facts());
        if (!facts.isEmpty()) {
            changes.add(Message.of("rehearsal.changed.facts", joinNames(facts)));
        }
        long later = runs.stream().filter(other -> hasChangedServer(other, run)).count();
        if (later > 0) {
            changes.add(Message.of("rehearsal.changed.runs", later));
        }
        return changes;
    }

    private static List<String> differingFacts(Facts before, Facts now) {
        return differingNames(before.valuesByKey(), now.valuesByKey(), VOLATILE);
    }

    /// The names whose values differ. A value that the history masks says nothing.
    private static List<String> differingNames(
            Map<String, String> before, Map<String, String> now, Pattern ignored) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(name -> !ignored.matcher(name).matches())
                .filter(name -> !before.getOrDefault(name, "").contains(MASK))
                .filter(name -> !before.getOrDefault(name, "").equals(now.getOrDefault(name, "")))
                .toList();
    }

    private static String joinNames(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)))
                + (names.size() > MOST_NAMES ? ", \u2026" : "");
    }

    private static boolean hasChangedServer(RunSummary other, Run rehearsal) {
        return other.scope() == RunScope.LIVE
                && other.kind() != RunKind.VERIFICATION
                && Instant.parse(other.startedAt()).isAfter(rehearsal.start().at());
    }

    /// What the steps run, by hop.
    private static List<List<StepDigest>> scriptsOf(Plan.Ready plan) {
        return plan.hops().stream()
                .map(hop -> hop.steps().stream().map(StepDigest::of).toList())
                .toList();
    }

    public boolean isUnchanged() {
        return changes.isEmpty();
    }

    /// How long the steps took in the copy.
    public StepTimes stepTimes() {
        return StepTimes.ofRehearsal(Stream.concat(Stream.of(upgrade), back.stream()).toList());
    }
}
