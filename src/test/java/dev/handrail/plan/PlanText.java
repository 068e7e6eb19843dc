package dev.handrail.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A plan as text that a person can read and a test can compare.
public final class PlanText {
    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    public static String of(Plan plan) {
        PlanText writer = new PlanText();
        writer.write(plan);
        return writer.text.toString();
    }

    private void write(Plan plan) {
        switch (plan) {
            case Plan.Ready p -> {
                line("READY %s %s -> %s, route %s", p.product(), p.from(), p.to(), p.route().id());
                p.variables().forEach((key, value) -> line("  %s=%s", key, value));
                findings(p.findings());
                p.notes().forEach(this::note);
                p.hops().forEach(this::hop);
            }
            case Plan.UpToDate p -> {
                line("UP TO DATE %s %s", p.product(), p.version());
                findings(p.findings());
            }
            case Plan.Blocked p -> {
                line("BLOCKED %s %s -> %s", p.product(), version(p.from()), version(p.to()));
                findings(p.findings());
            }
        }
    }

    private void findings(List<Finding> findings) {
        for (Finding finding : findings) {
            line(
                    "%s %s%s: %s",
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.key(),
                    finding.waivable() && finding.waiver().isEmpty() ? " (waivable)" : "",
                    said(finding.title()));
            finding.waiver().ifPresent(reason -> line("  waived: %s", reason));
            optional("  why: ", said(finding.why()));
            optional("  fix: ", said(finding.fix()));
        }
    }

    private void note(Runbook.Note note) {
        line("note %s: %s", note.crossing(), said(note.text()));
    }

    private void hop(Hop hop) {
        line("hop %d: %s -> %s", hop.number(), hop.from(), hop.to());
        for (Step step : hop.steps()) {
            line(
                    "  %-9s %-18s %-6s %s%s",
                    step.info().phase().name().toLowerCase(Locale.ROOT),
                    step.info().id(),
                    kind(step),
                    step.info().reversibility().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    step.info().crossing().map(v -> " for " + v).orElse(""));
        }
    }

    private static String kind(Step step) {
        return switch (step) {
            case Step.Script ignored -> "script";
            case Step.Manual ignored -> "manual";
            case Step.Merge ignored -> "merge";
            case Step.Copy ignored -> "copy";
        };
    }

    private static String version(Optional<Version> version) {
        return version.map(Version::text).orElse("?");
    }

    /// Handrail's own messages by their keys, so that their wording is free to change.
    private static String said(Message message) {
        return switch (message) {
            case Message.Keyed keyed ->
                    keyed.key()
                            + keyed.arguments().stream()
                                    .map(PlanText::argument)
                                    .collect(Collectors.joining(", ", "(", ")"));
            case Message.Literal literal -> literal.text();
            case Message.Translated translated -> translated.english();
            case Message.Joined joined ->
                    joined.parts().stream()
                            .map(PlanText::said)
                            .collect(Collectors.joining(joined.joint().text()));
        };
    }

    private static String argument(Object argument) {
        return argument instanceof Message message ? said(message) : argument.toString();
    }

    private void optional(String label, String value) {
        if (!value.isEmpty()) {
            line("%s%s", label, value);
        }
    }

    private void line(String format, Object... args) {
        text.append(String.format(Locale.ROOT, format, args).stripTrailing()).append('\n');
    }
}
