package dev.handrail.report;

import dev.handrail.model.Message;
import dev.handrail.text.MessageFormatter;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// The words of a report in one language, and its times in one time zone.
record ReportTexts(MessageFormatter formatter, DisplayFormat times) {

    String get(String key, Object... arguments) {
        return formatter.format(key, arguments);
    }

    String format(Message message) {
        return formatter.format(message);
    }

    /// The text of an enum constant: group `phase` and `BACKUP` give the text of `phase.backup`.
    String formatConstant(String group, Enum<?> constant) {
        return get(group + "." + constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    String formatDuration(Duration duration) {
        return formatter.durations().span(duration);
    }

    String formatSize(Message.ByteCount size) {
        return formatter.bytes().size(size.bytes());
    }

    String formatTime(Instant at) {
        return times.formatTime(at);
    }

    /// Empty if the time is not known.
    String formatTime(Optional<Instant> at) {
        return at.map(this::formatTime).orElse("");
    }

    String formatZone(Instant at) {
        return times.formatZone(at);
    }

    /// Names the kind of an artifact. A kind that Handrail does not know stays as the server wrote
    /// it.
    String formatKind(String kind) {
        return format(
                switch (kind) {
                    case "backup" -> Message.of("report.artifact.backup");
                    case "copy" -> Message.of("report.artifact.copy");
                    case "database" -> Message.of("report.artifact.database");
                    case "file" -> Message.of("report.artifact.file");
                    case "folder" -> Message.of("report.artifact.folder");
                    case "run" -> Message.of("report.artifact.run");
                    default -> Message.literal(kind);
                });
    }

    /// The label names the server's role only if the run has several servers.
    String serverLabel(RunReport report, RunReport.ServerInfo server) {
        return format(
                report.servers().size() == 1
                        ? Message.of("report.label.server")
                        : Message.of("report.label.server-role", server.role()));
    }

    private String describeQuestion(RunReport.AdminDecision decision) {
        return DisplayFormat.joinNonEmpty(
                " – ", format(decision.title()), format(decision.question()));
    }

    /// The admin's answer with its reason and the merged files, or that there is no answer yet.
    private String describeAnswer(RunReport.AdminDecision decision) {
        if (decision.answered().isEmpty()) {
            return format(Message.of("report.answer.none"));
        }
        return DisplayFormat.joinNonEmpty(
                " – ",
                format(decision.answer()),
                decision.reason(),
                String.join("; ", decision.files().stream().map(this::format).toList()));
    }

    /// The row of a change of a configuration file.
    String[] configurationCells(RunReport.ConfigurationLine change) {
        String place =
                get("report.configuration.place", change.file(), String.valueOf(change.line()));
        return new String[] {
            change.written() ? place : get("report.configuration.not-written", place),
            change.mine(),
            change.fresh(),
            format(change.decision())
        };
    }

    /// The headings of the table of settings.
    String[] settingHeadings() {
        return new String[] {
            get("merge.setting.name"),
            get("merge.setting.what"),
            get("merge.setting.mine"),
            get("merge.setting.base"),
            get("merge.setting.fresh"),
            get("merge.setting.decision")
        };
    }

    /// The row of a setting; what the runbook advises stands below the decision.
    String[] settingCells(RunReport.SettingLine setting) {
        String reason = format(setting.reason());
        return new String[] {
            setting.name() + " (" + setting.file() + ")",
            format(setting.what()),
            setting.mine(),
            setting.oldDefault(),
            setting.newDefault(),
            format(setting.decision()) + (reason.isEmpty() ? "" : "\n" + reason)
        };
    }

    /// The headings of the table of times.
    String[] timeHeadings() {
        return new String[] {
            get("report.column.phase"),
            get("run.bar.column-step"),
            get("run.bar.column-what"),
            get("run.bar.column-start"),
            get("run.bar.column-length")
        };
    }

    /// The row of what happened from one moment to another.
    String[] timeCells(RunReport.TimeLine line) {
        String what = format(line.what());
        return new String[] {
            formatConstant("phase", line.phase()),
            format(line.title()),
            line.down() ? get("run.bar.row-down", what) : what,
            formatDuration(line.startTime()),
            formatDuration(line.duration())
        };
    }

    /// The row of a decision: when the admin answered, or when Handrail asked if the question is
    /// still open, then question and answer.
    String[] decisionCells(RunReport.AdminDecision decision) {
        Instant at = decision.answered().orElse(decision.asked());
        return new String[] {formatTime(at), describeQuestion(decision), describeAnswer(decision)};
    }
}
