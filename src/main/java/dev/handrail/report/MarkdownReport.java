package dev.handrail.report;

import dev.handrail.report.RunReport.StepSection;

import java.util.List;

/// The account as Markdown, for a ticket or a wiki.
final class MarkdownReport {
    private final RunReport account;
    private final DisplayFormat words;
    private final MarkdownWriter out = new MarkdownWriter();

    MarkdownReport(RunReport account, DisplayFormat words) {
        this.account = account;
        this.words = words;
    }

    @Override
    public String toString() {
        out.addHeading(1, account.reportTitle());
        out.addParagraph(
                DisplayFormat.joinNonEmpty(
                        ": ", account.verdict().word(), account.verdict().sentence()));
        writeOverview();
        writeList("What remains for you", account.remaining());
        writeSteps();
        writeState();
        writeFindings();
        writeDecisions();
        writeBackups();
        for (RunReport.NoteLine note : account.notes()) {
            out.addHeading(3, "Note of " + note.crossing());
            note.text().lines().forEach(out::addParagraph);
            out.addParagraph(note.source());
        }
        writeFacts();
        return out.toString();
    }

    private void writeOverview() {
        out.startTable("", "");
        for (RunReport.ServerInfo server : account.servers()) {
            out.addRow(
                    account.servers().size() == 1 ? "Server" : "Server (" + server.role() + ")",
                    DisplayFormat.joinNonEmpty(
                            ", ",
                            server.name(),
                            server.address(),
                            server.environment(),
                            server.hostKey()));
        }
        out.addRow("Way", account.product().route());
        out.addRow(
                "Started",
                words.formatTime(account.started()) + " " + words.formatZone(account.started()));
        account.finished().ifPresent(at -> out.addRow("Finished", words.formatTime(at)));
        out.addRow("Took", DisplayFormat.formatDuration(account.elapsedTime()));
        out.addRow("Run", account.run());
        if (!account.takesBack().isEmpty()) {
            out.addRow("Takes back run", account.takesBack());
        }
        if (!account.looksAt().isEmpty()) {
            out.addRow("Looks at run", account.looksAt());
        }
    }

    private void writeList(String title, List<String> items) {
        if (!items.isEmpty()) {
            out.addHeading(2, title);
            items.forEach(out::addListItem);
        }
    }

    private void writeSteps() {
        for (RunReport.HopSection hop : account.hops()) {
            out.addHeading(2, "Steps from " + hop.from() + " to " + hop.to());
            out.startTable("Phase", "Step", "Outcome", "Took", "Why");
            for (StepSection step : hop.steps()) {
                out.addRow(
                        step.phase(),
                        step.title(),
                        step.outcome(),
                        step.attempts().isEmpty()
                                ? ""
                                : step.attempts()
                                        .getLast()
                                        .elapsedTime()
                                        .map(DisplayFormat::formatDuration)
                                        .orElse(""),
                        DisplayFormat.joinNonEmpty(
                                " – ", step.reason(), String.join("; ", step.evidence())));
            }
            hop.steps().forEach(this::writeAttempts);
        }
    }

    private void writeAttempts(StepSection step) {
        for (RunReport.AttemptSection attempt : step.attempts()) {
            if (!attempt.tail().isEmpty()) {
                out.addHeading(
                        3,
                        step.title() + ", attempt " + attempt.number() + ": " + attempt.outcome());
                out.addParagraph(attempt.reason());
                out.addCodeBlock(String.join("\n", attempt.tail()));
            }
        }
    }

    private void writeState() {
        if (!account.state().isEmpty()) {
            out.addHeading(2, "State before and after");
            out.startTable("What", "Before", "After", "");
            account.state()
                    .forEach(line ->
                            out.addRow(
                                    line.key(),
                                    line.before(),
                                    line.after(),
                                    line.hasChanged() ? "changed" : ""));
        }
    }

    private void writeFindings() {
        if (!account.findings().isEmpty()) {
            out.addHeading(2, "Findings before the start");
            for (RunReport.FindingLine finding : account.findings()) {
                out.addListItem(
                        finding.severity() + ": " + finding.title() + " – " + finding.why());
                if (!finding.waiver().isEmpty()) {
                    out.addListItem("set aside by the admin: " + finding.waiver());
                }
                if (!finding.fix().isEmpty()) {
                    out.addCodeBlock(finding.fix());
                }
            }
        }
    }

    private void writeDecisions() {
        if (!account.decisions().isEmpty()) {
            out.addHeading(2, "Questions and the admin's answers");
            out.startTable("When", "Question", "Answer");
            for (RunReport.AdminDecision decision : account.decisions()) {
                out.addRow(
                        words.formatTime(decision.answered().orElse(decision.asked())),
                        DisplayFormat.joinNonEmpty(" – ", decision.title(), decision.question()),
                        decision.answered().isEmpty()
                                ? "not answered yet"
                                : DisplayFormat.joinNonEmpty(
                                        " – ",
                                        decision.answer(),
                                        decision.reason(),
                                        String.join("; ", decision.files())));
            }
        }
        writeList(
                "Interruptions",
                account.interruptions().stream()
                        .map(event -> words.formatTime(event.at()) + " " + event.what())
                        .toList());
    }

    private void writeBackups() {
        out.addHeading(2, "Backups");
        if (account.backups().isEmpty()) {
            out.addParagraph("This run made no backup.");
        }
        for (RunReport.BackupLine kept : account.backups()) {
            out.addListItem(DisplayFormat.joinNonEmpty(" – ", kept.step(), kept.where()));
            if (!kept.evidence().isEmpty()) {
                out.addCodeBlock(String.join("\n", kept.evidence()));
            }
        }
        if (!account.leftBehind().isEmpty()) {
            out.addHeading(2, "Left behind");
            out.startTable("Where", "What", "Size", "Kept because", "Remove it with");
            account.leftBehind()
                    .forEach(left ->
                            out.addRow(
                                    left.where(),
                                    left.kind() + " " + left.name(),
                                    left.size(),
                                    left.why(),
                                    left.command()));
        }
        for (RunReport.ServerInfo server : account.servers()) {
            out.addParagraph(
                    "Scripts, logs and files of this run on "
                            + server.address()
                            + ": "
                            + server.runFolder());
        }
    }

    private void writeFacts() {
        if (!account.variables().isEmpty()) {
            out.addHeading(2, "Choices");
            out.startTable("Variable", "Value");
            account.variables().forEach(out::addRow);
        }
        if (!account.facts().isEmpty()) {
            out.addHeading(2, "What was seen on the server before");
            out.startTable("Fact", "Value", "Seen with");
            account.facts().forEach(fact -> out.addRow(fact.key(), fact.value(), fact.evidence()));
        }
    }
}
