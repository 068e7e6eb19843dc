package dev.handrail.cli.output;

import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook;
import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A plan as text.
public final class PlanPrinter {
    private final CommandTerminal terminal;
    private final Path copies;
    private final boolean explain;
    private final Optional<Runbook> runbook;

    /// `copies`: where what is copied to this workstation goes.
    public PlanPrinter(CommandTerminal terminal, Path copies) {
        this(terminal, copies, false, Optional.empty());
    }

    private PlanPrinter(
            CommandTerminal terminal, Path copies, boolean explain, Optional<Runbook> runbook) {
        this.terminal = terminal;
        this.copies = copies;
        this.explain = explain;
        this.runbook = runbook;
    }

    /// With the reason and the source of everything. `runbook`: where the plan is from.
    public static PlanPrinter withExplanations(
            CommandTerminal terminal, Path copies, Runbook runbook) {
        return new PlanPrinter(terminal, copies, true, Optional.of(runbook));
    }

    public void printPlan(Plan plan) {
        switch (plan) {
            case Plan.Ready ready -> printReady(ready);
            case Plan.UpToDate done -> {
                terminal.printLine(
                        done.productName()
                                + " "
                                + done.version()
                                + " is what runs already; there is nothing to do.");
                printFindings(done.findings());
            }
            case Plan.Blocked blocked -> {
                terminal.printLine(
                        blocked.productName()
                                + " cannot go from "
                                + versionText(blocked.from())
                                + " to "
                                + versionText(blocked.to())
                                + ".");
                printFindings(blocked.findings());
            }
        }
    }

    private void printReady(Plan.Ready plan) {
        long steps = plan.hops().stream().mapToLong(hop -> hop.steps().size()).sum();
        terminal.printLine(
                "%s %s -> %s: %s, %s in %s."
                        .formatted(
                                plan.productName(),
                                plan.from(),
                                plan.to(),
                                terminal.words(plan.route().name()),
                                formatCount(steps, "step"),
                                formatCount(plan.hops().size(), "hop")));
        printFindings(plan.findings());
        if (!plan.notes().isEmpty()) {
            terminal.printLine("");
            terminal.printLine("Good to know:");
            plan.notes().forEach(this::printNote);
        }
        if (explain && !plan.variables().isEmpty()) {
            terminal.printLine("");
            terminal.printLine("Choices:");
            plan.variables().forEach((key, value) -> terminal.printLine("  " + key + "=" + value));
        }
        int number = 0;
        for (Hop hop : plan.hops()) {
            terminal.printLine("");
            terminal.printLine("Hop %d: %s -> %s".formatted(hop.number(), hop.from(), hop.to()));
            printStopReasons(plan, hop);
            number = printHop(hop, number, plan.route().roles().size() > 1);
        }
    }

    /// Why the way stops at the end of a hop that is not its last.
    private void printStopReasons(Plan.Ready plan, Hop hop) {
        Optional<Hop> next =
                plan.hops().stream().filter(h -> h.number() > hop.number()).findFirst();
        for (VersionRule rule : next.isEmpty() ? List.<VersionRule>of() : versionRules(plan)) {
            boolean asks =
                    switch (rule.kind()) {
                        case STOP -> rule.version().sameAs(hop.to());
                        case STOP_BEFORE ->
                                hop.to().isBelow(rule.version())
                                        && !next.get().to().isBelow(rule.version());
                        case FORBIDDEN, CEILING -> false;
                    };
            if (asks && rule.when().holdsFor(plan.facts())) {
                printDetail(("Stops at " + hop.to() + ". " + terminal.words(rule.why())).strip());
                printDetail(sourceText(rule.source()));
            }
        }
    }

    private List<VersionRule> versionRules(Plan.Ready plan) {
        return runbook.stream()
                .flatMap(book -> book.routes().stream())
                .filter(route -> route.id().equals(plan.route().id()))
                .flatMap(route -> route.rules().stream())
                .toList();
    }

    private int printHop(Hop hop, int before, boolean severalServers) {
        int number = before;
        Optional<Phase> phase = Optional.empty();
        for (Step step : hop.steps()) {
            Step.StepInfo info = step.info();
            if (!phase.equals(Optional.of(info.phase()))) {
                phase = Optional.of(info.phase());
                terminal.printLine("  " + phaseTitle(info.phase()));
            }
            number++;
            String where = severalServers ? " on " + info.role() : "";
            terminal.printLine(
                    "  %3d. %s%s  [%s%s]"
                            .formatted(
                                    number,
                                    terminal.words(info.title()),
                                    where,
                                    info.id(),
                                    reversibilityText(info.reversibility())));
            if (step instanceof Step.Copy copy && copy.to().equals(Step.WORKSTATION)) {
                printDetail("Into " + copies + ", for you alone.");
            }
            if (explain) {
                printDetail(terminal.words(info.why()));
                printDetail(sourceText(info.source()));
            }
        }
        return number;
    }

    private void printFindings(List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        terminal.printLine("");
        for (Finding finding : findings) {
            String waived = finding.waiver().map(reason -> " (waived: " + reason + ")").orElse("");
            terminal.printLine(
                    "  %-8s %s  [%s]%s"
                            .formatted(
                                    finding.severity(),
                                    terminal.words(finding.title()),
                                    finding.key(),
                                    waived));
            if (explain || finding.severity() != Finding.Severity.INFO) {
                printDetail(terminal.words(finding.why()));
                printDetail(finding.fix().isEmpty() ? "" : "Fix: " + terminal.words(finding.fix()));
            }
            if (explain) {
                printDetail(sourceText(finding.source()));
            }
            if (finding.blocksUpgrade() && finding.waivable()) {
                printDetail("To go on in spite of it: --waive " + finding.key() + "=REASON");
            }
        }
    }

    private void printNote(Runbook.Note note) {
        terminal.printLine(
                "  "
                        + note.crossing()
                        + ": "
                        + terminal.words(note.text()).strip().replace("\n", "\n    "));
        if (explain) {
            printDetail(sourceText(note.source()));
        }
    }

    private void printDetail(String text) {
        if (!text.isBlank()) {
            terminal.printLine("         " + text.strip().replace("\n", "\n         "));
        }
    }

    private static String sourceText(String source) {
        return source.isEmpty() ? "" : "Source: " + source;
    }

    private static String reversibilityText(Reversibility reversibility) {
        return switch (reversibility) {
            case FREE -> "";
            case NEEDS_RESTORE -> ", going back restores the backup";
            case ONE_WAY -> ", no way back";
        };
    }

    static String phaseTitle(Phase phase) {
        String name = phase.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    public static String formatCount(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String versionText(Optional<Version> version) {
        return version.map(Version::text).orElse("an unknown version");
    }
}
