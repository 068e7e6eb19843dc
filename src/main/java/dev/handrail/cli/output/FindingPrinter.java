package dev.handrail.cli.output;

import dev.handrail.cli.json.StableNames;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;

import java.util.List;

/// Prints the findings of a plan. `explain`: prints reason, fix and source of each.
record FindingPrinter(CommandTerminal terminal, boolean explain) {

    void printFindings(List<Finding> findings) {
        if (!findings.isEmpty()) {
            terminal.printLine("");
            findings.forEach(this::printFinding);
        }
    }

    /// Shows reason and fix of everything that is more than information. A finding that blocks but
    /// can be waived comes with the option to waive it.
    private void printFinding(Finding finding) {
        DetailPrinter details = new DetailPrinter(terminal);
        printTitle(finding);
        if (explain || finding.severity() != Finding.Severity.INFO) {
            details.printDetail(finding.why());
            details.printDetail(describeFix(finding));
        }
        if (explain) {
            details.printSource(finding.source());
        }
        if (finding.blocksUpgrade() && finding.waivable()) {
            details.printDetail(Message.of("cli.plan.waive", finding.key()));
        }
    }

    private void printTitle(Finding finding) {
        String severity =
                terminal.texts().format("severity." + StableNames.toKebabCase(finding.severity()));
        String title = terminal.words(finding.title());
        terminal.printLine(
                "  %-10s %s  [%s]%s"
                        .formatted(severity, title, finding.key(), waiverText(finding)));
    }

    private static Message describeFix(Finding finding) {
        return finding.fix().isEmpty() ? Message.EMPTY : Message.of("cli.plan.fix", finding.fix());
    }

    /// Empty for a finding that the admin has not waived.
    private String waiverText(Finding finding) {
        return finding.waiver()
                .map(reason -> " " + terminal.words(Message.of("cli.plan.waived", reason)))
                .orElse("");
    }
}
