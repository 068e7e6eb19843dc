package dev.handrail.ui.home;

import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.settings.SavedServers.SavedServer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of a saved server: what Handrail last saw there, or what a later run left.
///
/// `version`: empty if nothing is known. `at`: when that was so; empty if never. `run`: the later
/// run, which has changed or checked the version, or did not reach its end.
public record ServerKnowledge(String version, Optional<Instant> at, Optional<RunSummary> run) {

    /// `runs`: those of the history, the newest first.
    static ServerKnowledge of(SavedServer saved, List<RunSummary> runs) {
        Optional<Instant> seen =
                Optional.of(saved.lastSeen()).filter(text -> !text.isEmpty()).map(Instant::parse);
        return runs.stream()
                .filter(run -> isOnServer(run, saved) && saysVersion(run))
                .filter(run -> lastMoment(run).isAfter(seen.orElse(Instant.MIN)))
                .findFirst()
                .map(ServerKnowledge::afterRun)
                .orElse(new ServerKnowledge(saved.version(), seen, Optional.empty()));
    }

    private static ServerKnowledge afterRun(RunSummary run) {
        return new ServerKnowledge(run.to(), Optional.of(lastMoment(run)), Optional.of(run));
    }

    static boolean isOnServer(RunSummary run, SavedServer saved) {
        return run.scope() == RunScope.LIVE
                && run.server().equals(saved.target().addressText())
                && run.productId().equals(saved.product());
    }

    /// A fix leaves the version as it is, and a verification that found something wrong says
    /// nothing about it.
    private static boolean saysVersion(RunSummary run) {
        return switch (run.kind()) {
            case UPGRADE, ROLL_BACK -> true;
            case VERIFICATION -> run.status().equals("VERIFIED");
            case FIX -> false;
        };
    }

    private static Instant lastMoment(RunSummary run) {
        return Instant.parse(run.endedAt().isEmpty() ? run.startedAt() : run.endedAt());
    }

    /// Whether a run has left the server between two versions, or is still at it.
    boolean isUncertain() {
        return isUnfinished() || run.filter(each -> each.status().equals("ENDED")).isPresent();
    }

    /// Whether that run goes on or is paused.
    boolean isUnfinished() {
        return run.filter(each -> each.endedAt().isEmpty()).isPresent();
    }
}
