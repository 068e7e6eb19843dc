package dev.handrail.report;

import dev.handrail.report.Account.StepPart;

import java.util.List;

/// The account as Markdown, for a ticket or a wiki.
final class MarkdownReport {
    private final Account account;
    private final Words words;
    private final Markdown out = new Markdown();

    MarkdownReport(Account account, Words words) {
        this.account = account;
        this.words = words;
    }

    @Override
    public String toString() {
        out.heading(1, account.title());
        out.paragraph(Words.joined(": ", account.verdict().word(), account.verdict().sentence()));
        overview();
        list("What remains for you", account.remaining());
        steps();
        state();
        findings();
        decisions();
        backups();
        for (Account.NoteLine note : account.notes()) {
            out.heading(3, "Note of " + note.crossing());
            note.text().lines().forEach(out::paragraph);
            out.paragraph(note.source());
        }
        facts();
        return out.toString();
    }

    private void overview() {
        out.table("", "");
        for (Account.Server server : account.servers()) {
            out.row(
                    account.servers().size() == 1 ? "Server" : "Server (" + server.role() + ")",
                    Words.joined(
                            ", ",
                            server.name(),
                            server.address(),
                            server.environment(),
                            server.hostKey()));
        }
        out.row("Way", account.product().route());
        out.row("Started", words.time(account.started()) + " " + words.zone(account.started()));
        account.finished().ifPresent(at -> out.row("Finished", words.time(at)));
        out.row("Took", Words.span(account.took()));
        out.row("Run", account.run());
        if (!account.takesBack().isEmpty()) {
            out.row("Takes back run", account.takesBack());
        }
        if (!account.looksAt().isEmpty()) {
            out.row("Looks at run", account.looksAt());
        }
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            out.heading(2, title);
            items.forEach(out::item);
        }
    }

    private void steps() {
        for (Account.HopPart hop : account.hops()) {
            out.heading(2, "Steps from " + hop.from() + " to " + hop.to());
            out.table("Phase", "Step", "Outcome", "Took", "Why");
            for (StepPart step : hop.steps()) {
                out.row(
                        step.phase(),
                        step.title(),
                        step.outcome(),
                        step.attempts().isEmpty()
                                ? ""
                                : step.attempts().getLast().took().map(Words::span).orElse(""),
                        Words.joined(" – ", step.reason(), String.join("; ", step.evidence())));
            }
            hop.steps().forEach(this::attempts);
        }
    }

    private void attempts(StepPart step) {
        for (Account.Attempt attempt : step.attempts()) {
            if (!attempt.tail().isEmpty()) {
                out.heading(
                        3,
                        step.title() + ", attempt " + attempt.number() + ": " + attempt.outcome());
                out.paragraph(attempt.reason());
                out.code(String.join("\n", attempt.tail()));
            }
        }
    }

    private void state() {
        if (!account.state().isEmpty()) {
            out.heading(2, "State before and after");
            out.table("What", "Before", "After", "");
            account.state()
                    .forEach(line ->
                            out.row(
                                    line.key(),
                                    line.before(),
                                    line.after(),
                                    line.changed() ? "changed" : ""));
        }
    }

    private void findings() {
        if (!account.findings().isEmpty()) {
            out.heading(2, "Findings before the start");
            for (Account.FindingLine finding : account.findings()) {
                out.item(finding.severity() + ": " + finding.title() + " – " + finding.why());
                if (!finding.waiver().isEmpty()) {
                    out.item("set aside by the admin: " + finding.waiver());
                }
                if (!finding.fix().isEmpty()) {
                    out.code(finding.fix());
                }
            }
        }
    }

    private void decisions() {
        if (!account.decisions().isEmpty()) {
            out.heading(2, "Questions and the admin's answers");
            out.table("When", "Question", "Answer");
            for (Account.Decision decision : account.decisions()) {
                out.row(
                        words.time(decision.answered().orElse(decision.asked())),
                        Words.joined(" – ", decision.title(), decision.question()),
                        decision.answered().isEmpty()
                                ? "not answered yet"
                                : Words.joined(
                                        " – ",
                                        decision.answer(),
                                        decision.reason(),
                                        String.join("; ", decision.files())));
            }
        }
        list(
                "Interruptions",
                account.interruptions().stream()
                        .map(event -> words.time(event.at()) + " " + event.what())
                        .toList());
    }

    private void backups() {
        out.heading(2, "Backups");
        if (account.backups().isEmpty()) {
            out.paragraph("This run made no backup.");
        }
        for (Account.Kept kept : account.backups()) {
            out.item(Words.joined(" – ", kept.step(), kept.where()));
            if (!kept.evidence().isEmpty()) {
                out.code(String.join("\n", kept.evidence()));
            }
        }
        if (!account.leftBehind().isEmpty()) {
            out.heading(2, "Left behind");
            out.table("Where", "What", "Size", "Kept because", "Remove it with");
            account.leftBehind()
                    .forEach(left ->
                            out.row(
                                    left.where(),
                                    left.kind() + " " + left.name(),
                                    left.size(),
                                    left.why(),
                                    left.command()));
        }
        for (Account.Server server : account.servers()) {
            out.paragraph(
                    "Scripts, logs and files of this run on "
                            + server.address()
                            + ": "
                            + server.runFolder());
        }
    }

    private void facts() {
        if (!account.variables().isEmpty()) {
            out.heading(2, "Choices");
            out.table("Variable", "Value");
            account.variables().forEach(out::row);
        }
        if (!account.facts().isEmpty()) {
            out.heading(2, "What was seen on the server before");
            out.table("Fact", "Value", "Seen with");
            account.facts().forEach(fact -> out.row(fact.key(), fact.value(), fact.evidence()));
        }
    }
}
