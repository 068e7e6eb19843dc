package dev.handrail.cli;

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
final class PlanText {
    private final Terminal terminal;
    private final Path copies;
    private final boolean explain;
    private final Optional<Runbook> runbook;

    /// `copies`: where what is copied to this workstation goes.
    PlanText(Terminal terminal, Path copies) {
        this(terminal, copies, false, Optional.empty());
    }

    private PlanText(Terminal terminal, Path copies, boolean explain, Optional<Runbook> runbook) {
        this.terminal = terminal;
        this.copies = copies;
        this.explain = explain;
        this.runbook = runbook;
    }

    /// With the reason and the source of everything. `runbook`: where the plan is from.
    static PlanText explaining(Terminal terminal, Path copies, Runbook runbook) {
        return new PlanText(terminal, copies, true, Optional.of(runbook));
    }

    void print(Plan plan) {
        switch (plan) {
            case Plan.Ready ready -> ready(ready);
            case Plan.UpToDate done -> {
                terminal.say(
                        done.productName()
                                + " "
                                + done.version()
                                + " is what runs already; there is nothing to do.");
                findings(done.findings());
            }
            case Plan.Blocked blocked -> {
                terminal.say(
                        blocked.productName()
                                + " cannot go from "
                                + text(blocked.from())
                                + " to "
                                + text(blocked.to())
                                + ".");
                findings(blocked.findings());
            }
        }
    }

    private void ready(Plan.Ready plan) {
        long steps = plan.hops().stream().mapToLong(hop -> hop.steps().size()).sum();
        terminal.say(
                "%s %s -> %s: %s, %s in %s."
                        .formatted(
                                plan.productName(),
                                plan.from(),
                                plan.to(),
                                plan.route().name(),
                                count(steps, "step"),
                                count(plan.hops().size(), "hop")));
        findings(plan.findings());
        if (!plan.notes().isEmpty()) {
            terminal.say("");
            terminal.say("Good to know:");
            plan.notes().forEach(this::note);
        }
        if (explain && !plan.variables().isEmpty()) {
            terminal.say("");
            terminal.say("Choices:");
            plan.variables().forEach((key, value) -> terminal.say("  " + key + "=" + value));
        }
        int number = 0;
        for (Hop hop : plan.hops()) {
            terminal.say("");
            terminal.say("Hop %d: %s -> %s".formatted(hop.number(), hop.from(), hop.to()));
            stops(plan, hop);
            number = hop(hop, number, plan.route().roles().size() > 1);
        }
    }

    /// Why the way stops at the end of a hop that is not its last.
    private void stops(Plan.Ready plan, Hop hop) {
        Optional<Hop> next =
                plan.hops().stream().filter(h -> h.number() > hop.number()).findFirst();
        for (VersionRule rule : next.isEmpty() ? List.<VersionRule>of() : rules(plan)) {
            boolean asks =
                    switch (rule.kind()) {
                        case STOP -> rule.version().sameAs(hop.to());
                        case STOP_BEFORE ->
                                hop.to().below(rule.version())
                                        && !next.get().to().below(rule.version());
                        case FORBIDDEN, CEILING -> false;
                    };
            if (asks && rule.when().holds(plan.facts())) {
                detail(("Stops at " + hop.to() + ". " + rule.why()).strip());
                detail(source(rule.source()));
            }
        }
    }

    private List<VersionRule> rules(Plan.Ready plan) {
        return runbook.stream()
                .flatMap(book -> book.routes().stream())
                .filter(route -> route.id().equals(plan.route().id()))
                .flatMap(route -> route.rules().stream())
                .toList();
    }

    private int hop(Hop hop, int before, boolean severalServers) {
        int number = before;
        Optional<Phase> phase = Optional.empty();
        for (Step step : hop.steps()) {
            Step.Info info = step.info();
            if (!phase.equals(Optional.of(info.phase()))) {
                phase = Optional.of(info.phase());
                terminal.say("  " + title(info.phase()));
            }
            number++;
            String where = severalServers ? " on " + info.role() : "";
            terminal.say(
                    "  %3d. %s%s  [%s%s]"
                            .formatted(
                                    number,
                                    info.title(),
                                    where,
                                    info.id(),
                                    way(info.reversibility())));
            if (step instanceof Step.Copy copy && copy.to().equals(Step.WORKSTATION)) {
                detail("Into " + copies + ", for you alone.");
            }
            if (explain) {
                detail(info.why());
                detail(source(info.source()));
            }
        }
        return number;
    }

    private void findings(List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        terminal.say("");
        for (Finding finding : findings) {
            String waived = finding.waiver().map(reason -> " (waived: " + reason + ")").orElse("");
            terminal.say(
                    "  %-8s %s  [%s]%s"
                            .formatted(finding.severity(), finding.title(), finding.key(), waived));
            if (explain || finding.severity() != Finding.Severity.INFO) {
                detail(finding.why());
                detail(finding.fix().isEmpty() ? "" : "Fix: " + finding.fix());
            }
            if (explain) {
                detail(source(finding.source()));
            }
            if (finding.blocks() && finding.waivable()) {
                detail("To go on in spite of it: --waive " + finding.key() + "=REASON");
            }
        }
    }

    private void note(Runbook.Note note) {
        terminal.say("  " + note.crossing() + ": " + note.text().strip().replace("\n", "\n    "));
        if (explain) {
            detail(source(note.source()));
        }
    }

    private void detail(String text) {
        if (!text.isBlank()) {
            terminal.say("         " + text.strip().replace("\n", "\n         "));
        }
    }

    private static String source(String source) {
        return source.isEmpty() ? "" : "Source: " + source;
    }

    private static String way(Reversibility reversibility) {
        return switch (reversibility) {
            case FREE -> "";
            case NEEDS_RESTORE -> ", going back restores the backup";
            case ONE_WAY -> ", no way back";
        };
    }

    static String title(Phase phase) {
        String name = phase.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String text(Optional<Version> version) {
        return version.map(Version::text).orElse("an unknown version");
    }
}
