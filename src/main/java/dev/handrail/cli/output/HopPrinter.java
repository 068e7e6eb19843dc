package dev.handrail.cli.output;

import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.Step;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Prints the hops of a plan with their steps, by phase. `runbook`: the one that the plan comes
/// from, if the reason and the source of everything are to be printed too.
record HopPrinter(CommandTerminal terminal, Path copies, Optional<Runbook> runbook) {

    /// Numbers the steps through all hops, as the run does.
    void printHops(Plan.Ready plan) {
        int number = 0;
        for (Hop hop : plan.hops()) {
            terminal.printLine("");
            terminal.printLine(Message.of("cli.plan.hop", hop.number(), hop.from(), hop.to()));
            printStopReasons(plan, hop);
            number = printHop(hop, number, plan.route().roles().size() > 1);
        }
    }

    /// Prints why the route stops at the end of a hop. The last hop needs no reason, and without a
    /// runbook there is none to print.
    private void printStopReasons(Plan.Ready plan, Hop hop) {
        plan.hops().stream()
                .filter(other -> other.number() > hop.number())
                .findFirst()
                .ifPresent(next ->
                        versionRules(plan).stream()
                                .filter(rule -> isStop(rule, hop, next))
                                .filter(rule -> rule.when().holdsFor(plan.facts()))
                                .forEach(rule -> printStopReason(rule, hop)));
    }

    private void printStopReason(VersionRule rule, Hop hop) {
        DetailPrinter details = new DetailPrinter(terminal);
        Message stop = Message.of("cli.plan.stop", hop.to());
        details.printDetail(Message.sentences(stop, rule.why()));
        details.printSource(rule.source());
    }

    /// Whether the rule is the reason for a stop between these two hops.
    private static boolean isStop(VersionRule rule, Hop hop, Hop next) {
        return switch (rule.kind()) {
            case STOP -> rule.version().sameAs(hop.to());
            case STOP_BEFORE ->
                    hop.to().isBelow(rule.version()) && !next.to().isBelow(rule.version());
            case FORBIDDEN, CEILING -> false;
        };
    }

    /// The rules of the plan's route; empty without a runbook.
    private List<VersionRule> versionRules(Plan.Ready plan) {
        return runbook.stream()
                .flatMap(book -> book.routes().stream())
                .filter(route -> route.id().equals(plan.route().id()))
                .flatMap(route -> route.rules().stream())
                .toList();
    }

    /// Prints the steps of a hop under the names of their phases. `before`: the number of the
    /// previous hop's last step. Returns the number of this hop's last step.
    private int printHop(Hop hop, int before, boolean severalServers) {
        int number = before;
        Optional<Phase> phase = Optional.empty();
        for (Step step : hop.steps()) {
            if (!phase.equals(Optional.of(step.info().phase()))) {
                phase = Optional.of(step.info().phase());
                terminal.printLine("  " + new StateTexts(terminal).phaseName(phase.get()));
            }
            number++;
            printStep(number, step, severalServers);
        }
        return number;
    }

    /// A copy to this workstation shows the folder.
    private void printStep(int number, Step step, boolean severalServers) {
        DetailPrinter details = new DetailPrinter(terminal);
        printTitle(number, step.info(), severalServers);
        if (step instanceof Step.Copy copy && copy.to().equals(Step.WORKSTATION)) {
            details.printDetail(Message.of("cli.plan.copy", copies.toString()));
        }
        if (runbook.isPresent()) {
            details.printDetail(step.info().why());
            details.printSource(step.info().source());
        }
    }

    /// Names the server only if the route has several.
    private void printTitle(int number, Step.StepInfo info, boolean severalServers) {
        String title =
                terminal.words(
                        severalServers
                                ? Message.of("cli.plan.step-on", info.title(), info.role())
                                : info.title());
        String undo = reversibilityText(info);
        terminal.printLine("  %3d. %s  [%s%s]".formatted(number, title, info.id(), undo));
    }

    /// Empty for a step that can be undone without loss.
    private String reversibilityText(Step.StepInfo info) {
        Message restore =
                Message.of(info.isUndo() ? "cli.plan.restores" : "cli.plan.needs-restore");
        return switch (info.reversibility()) {
            case FREE -> "";
            case NEEDS_RESTORE -> ", " + terminal.words(restore);
            case ONE_WAY -> ", " + terminal.words(Message.of("cli.plan.one-way"));
        };
    }
}
