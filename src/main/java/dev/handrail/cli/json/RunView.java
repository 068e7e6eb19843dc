package dev.handrail.cli.json;

import dev.handrail.model.Message;
import dev.handrail.model.time.Downtime;
import dev.handrail.report.MessageView;
import dev.handrail.run.Journal;
import dev.handrail.run.RunHistory;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// A run of the history. `server`: the addresses of its servers. `product`: the name. `status`:
/// `running`, `paused` or the result. `scope`: `live`, `practice`, `recorded` or `copy` (a
/// rehearsal). `ended`: empty while the run has not ended. `origin`: the run that it rolls back or
/// verifies, or empty. `rolledBackBy`: the run that rolled this one back, or empty.
public record RunView(
        String run,
        String server,
        String product,
        String from,
        String to,
        String started,
        String ended,
        String status,
        String scope,
        String origin,
        String rolledBackBy) {

    /// `all`: the runs of the history.
    public static RunView of(Journal.RunSummary run, List<Journal.RunSummary> all) {
        return new RunView(
                run.id(),
                run.server(),
                run.product(),
                run.from(),
                run.to(),
                run.startedAt(),
                run.endedAt(),
                StableNames.runStatus(run),
                run.scope().name().toLowerCase(Locale.ROOT),
                run.origin(),
                RunHistory.finishedRollbackOf(all, run.id())
                        .map(Journal.RunSummary::id)
                        .orElse(""));
    }

    /// The last object of a command that followed a run. `result`: how the command ended, which
    /// need not be the end of the run. `text`: what to do next. `exit`: the exit code. `downtime`:
    /// how long services were down, or null.
    public record RunResultView(
            String event,
            String run,
            String result,
            String text,
            @Nullable MessageView textMessage,
            int exit,
            @Nullable DowntimeView downtime) {

        /// `result`: the result of the run, or why the command left it, such as `paused` or
        /// `let-go`.
        public static RunResultView of(
                String run,
                String result,
                Message text,
                int exit,
                @Nullable DowntimeView downtime) {
            return new RunResultView(
                    "ended",
                    run,
                    result,
                    MessageView.englishText(text),
                    MessageView.of(text),
                    exit,
                    downtime);
        }
    }

    /// How long services were down. `seconds`: until now, if `down` says that they still are.
    /// `approximate`: the server's monotonic clock did not measure all of it.
    public record DowntimeView(double seconds, boolean down, boolean approximate) {
        public static @Nullable DowntimeView of(Downtime downtime, Instant now) {
            return downtime.hasBegun()
                    ? new DowntimeView(
                            downtime.totalUntil(now).toMillis() / 1000.0,
                            downtime.isDown(),
                            downtime.approximate())
                    : null;
        }
    }

    /// A file with an exported run. `added`: whether the command has written the file, or added its
    /// run to the history.
    public record RunFileView(String file, String run, boolean added) {}

    /// What the admin has written about a run; empty for nothing.
    public record NoteView(String run, String note) {}

    /// The file with the report of a run. `report`: its path. `run`: the id of the run; empty for
    /// the schema.
    public record ReportView(String report, String run) {}
}
