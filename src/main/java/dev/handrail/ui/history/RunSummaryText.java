package dev.handrail.ui.history;

import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.run.Journal;
import dev.handrail.run.RunHistory;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Texts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The texts and the icon for a run in lists, taken from its summary, so that no list has to load
/// whole runs.
public final class RunSummaryText {
    private RunSummaryText() {}

    /// Whether the run has no end in the journal: it is running or paused.
    public static boolean isUnfinished(Journal.RunSummary run) {
        return run.endedAt().isEmpty();
    }

    public static String runTitle(Texts texts, Journal.RunSummary run) {
        String key =
                switch (run.kind()) {
                    case UPGRADE -> "run.title";
                    case ROLL_BACK -> "run.title-rollback";
                    case VERIFICATION -> "run.title-verification";
                    case FIX -> "run.title-fix";
                };
        String title = texts.get(key, run.product(), run.from(), run.to());
        return run.scope() == RunScope.COPY ? texts.get("run.title-rehearsal", title) : title;
    }

    /// Says how long before `now` the run started.
    public static String startedText(Texts texts, Journal.RunSummary run, Instant now) {
        return texts.formatTimeAgo(Instant.parse(run.startedAt()), now);
    }

    /// Whether the run is played from a recording, so no server took part in it.
    public static boolean isRecorded(Journal.RunSummary run) {
        return run.scope() == RunScope.RECORDED;
    }

    /// Returns the status in the admin's language. A recorded run that has ended says so instead of
    /// its result, which would not be true of any server.
    public static String statusText(Texts texts, Journal.RunSummary run) {
        String status =
                isRecorded(run) && !isUnfinished(run)
                        ? "recorded"
                        : run.status().toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.get("status." + status);
    }

    /// Returns the status, and says so if one of the other runs has rolled this one back.
    static String statusText(Texts texts, Journal.RunSummary run, List<Journal.RunSummary> all) {
        String status = statusText(texts, run);
        return RunHistory.finishedRollbackOf(all, run.id())
                .map(back ->
                        texts.get(
                                "status.rolled-back-since",
                                status,
                                texts.formatDateTime(Instant.parse(back.endedAt()))))
                .orElse(status);
    }

    /// Returns the icon for the status. Any status that is not an end counts as running.
    public static StatusIcon statusIcon(Journal.RunSummary run) {
        return switch (run.status().toUpperCase(Locale.ROOT)) {
            case "UPGRADED", "ROLLED_BACK", "MENDED", "VERIFIED" -> StatusIcon.DONE;
            case "ENDED", "NOT_VERIFIED" -> StatusIcon.WARNING;
            default -> StatusIcon.NOW;
        };
    }
}
