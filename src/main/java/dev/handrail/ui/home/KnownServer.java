package dev.handrail.ui.home;

import dev.handrail.model.Phase;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Runbook;
import dev.handrail.model.Version;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.settings.SavedServers.SavedServer;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A saved server with all that is known of it without asking it again. `productName`: its id where
/// no runbook knows it, empty before detection. `newer`: the newest stable version that the runbook
/// knows, if it is above the one that runs. `runs`: those on this server, the newest first.
public record KnownServer(
        SavedServer saved,
        String productName,
        ServerKnowledge knowledge,
        Optional<Version> newer,
        List<RunSummary> runs) {

    /// `runs`: those of the whole history, the newest first.
    public static KnownServer of(SavedServer saved, List<RunSummary> runs, List<Runbook> runbooks) {
        Optional<Runbook> runbook =
                runbooks.stream().filter(book -> book.id().equals(saved.product())).findFirst();
        ServerKnowledge known = ServerKnowledge.of(saved, runs);
        List<RunSummary> own =
                runs.stream().filter(run -> ServerKnowledge.isOnServer(run, saved)).toList();
        return new KnownServer(
                saved,
                runbook.map(Runbook::name).orElse(saved.product()),
                known,
                runbook.flatMap(book -> findNewer(book, known)),
                own);
    }

    /// Empty also when nobody knows for certain which version runs.
    private static Optional<Version> findNewer(Runbook runbook, ServerKnowledge known) {
        if (!Version.isVersion(known.version()) || known.isUncertain()) {
            return Optional.empty();
        }
        Version running = Version.of(known.version());
        return runbook.known().stream()
                .map(Runbook.Release::version)
                .filter(version -> !version.isPreRelease() && running.isBelow(version))
                .max(Comparator.naturalOrder());
    }

    Optional<RunSummary> lastRun() {
        return runs.stream().filter(run -> !run.isFix()).findFirst();
    }

    /// When the newest upgrade of this server last made a backup; empty if it made none. One that
    /// goes over to another server only takes along what that needs.
    Optional<Instant> findBackup(Journal journal) {
        return runs.stream()
                .filter(run -> run.kind() == RunKind.UPGRADE)
                .limit(1)
                .flatMap(run -> backupsOf(run.id(), journal))
                .max(Comparator.naturalOrder());
    }

    private static Stream<Instant> backupsOf(String run, Journal journal) {
        List<RunEvent> events = journal.readSoundEvents(run).events();
        return events.isEmpty()
                ? Stream.empty()
                : Stream.of(Run.of(run, events))
                        .filter(known -> known.start().plan().route().roles().size() == 1)
                        .flatMap(known -> known.steps().stream())
                        .filter(step -> step.step().info().phase() == Phase.BACKUP)
                        .filter(step -> step.outcome().equals(Optional.of(StepOutcome.OK)))
                        .map(StepRun::ended)
                        .flatMap(Optional::stream);
    }
}
