package dev.handrail.ui.history;

import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.Texts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// What the list says of a run. `all`: every run, because another one may have rolled it back.
record RunCellText(Texts texts, List<RunSummary> all, Supplier<Instant> now) {
    private static final String DOT = " \u00b7 ";

    String title(RunSummary run) {
        return RunSummaryText.runTitle(texts, run);
    }

    /// Says how long ago the run began.
    String age(RunSummary run) {
        return texts.formatAge(Instant.parse(run.startedAt()), now.get());
    }

    /// Names server, weekday, date and duration; a run without an end has no duration.
    String subtitle(RunSummary run) {
        String started = texts.formatWeekday(Instant.parse(run.startedAt()));
        String place = run.server() + DOT + started;
        return run.endedAt().isEmpty() ? place : place + DOT + durationText(run);
    }

    /// Returns the time from start to end, or a dash for a run that has not ended.
    String durationText(RunSummary run) {
        if (run.endedAt().isEmpty()) {
            return "\u2014";
        }
        return texts.formatDuration(
                Duration.between(Instant.parse(run.startedAt()), Instant.parse(run.endedAt())));
    }

    String downtime(Duration down) {
        return texts.get("history.row-down", texts.formatDuration(down));
    }

    String status(RunSummary run) {
        return RunSummaryText.statusText(texts, run, all);
    }

    /// What a screen reader says of the run.
    String spokenText(RunSummary run) {
        return String.join(", ", title(run), status(run), age(run), subtitle(run));
    }
}
