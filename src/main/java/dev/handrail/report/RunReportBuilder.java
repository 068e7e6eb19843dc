package dev.handrail.report;

import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step;
import dev.handrail.report.RunReport.ResultTone;
import dev.handrail.report.RunReport.StateLine;
import dev.handrail.run.Journal;
import dev.handrail.text.MessageFormatter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes the account of a run from its events.
final class RunReportBuilder {
    /// A step that saves something says at its end where it is.
    private static final int BACKUP_LINES = 12;

    private final Run run;
    private final Plan.Ready plan;
    private final RunEventView happenings;

    private RunReportBuilder(Run run, Journal journal) {
        this.run = run;
        this.plan = run.start().plan();
        this.happenings = new RunEventView(run, journal);
    }

    static RunReport of(Run run, Journal journal) {
        return new RunReportBuilder(run, journal).buildReport();
    }

    private RunReport buildReport() {
        return new RunReport(
                1,
                run.id(),
                run.isRollback() ? run.start().origin() : "",
                run.isVerification() ? run.start().origin() : "",
                new RunReport.ProductInfo(
                        plan.product(),
                        sanitizeText(plan.productName()),
                        plan.from().text(),
                        plan.to().text(),
                        sanitizeText(plan.route().name())),
                buildVerdict(),
                run.start().at(),
                run.lastAt(),
                run.finished().map(RunEvent::at),
                buildServers(),
                buildHops(),
                compareStates(run.before(), run.after()),
                plan.findings().stream().map(RunReportBuilder::buildFinding).toList(),
                happenings.adminDecisions(),
                happenings.runInterruptions(),
                buildBackups(),
                buildArtifacts(),
                new OpenItems(run).listItems(),
                plan.notes().stream()
                        .map(note ->
                                new RunReport.NoteLine(
                                        note.crossing().text(),
                                        sanitizeText(note.text()),
                                        sanitizeText(note.source())))
                        .toList(),
                sanitizeValues(plan.variables()),
                plan.facts().all().stream()
                        .map(fact ->
                                new RunReport.FactLine(
                                        fact.key(),
                                        sanitizeText(fact.value()),
                                        sanitizeText(fact.evidence())))
                        .toList());
    }

    private RunReport.Verdict buildVerdict() {
        return switch (run.status()) {
            case RUNNING ->
                    new RunReport.Verdict(
                            ResultTone.OPEN,
                            "Under way",
                            run.open()
                                    .map(asked ->
                                            "It waits for an answer: "
                                                    + sanitizeText(asked.question().title()))
                                    .orElse(""));
            case PAUSED ->
                    new RunReport.Verdict(
                            ResultTone.OPEN, "Paused", sanitizeText(run.pausedBecause()));
            case FINISHED -> {
                RunEvent.RunFinished end = run.finished().orElseThrow();
                yield switch (end.result()) {
                    case UPGRADED ->
                            endVerdict(
                                    ResultTone.GOOD,
                                    "Upgraded",
                                    "Every step is done and verified.");
                    case ROLLED_BACK ->
                            endVerdict(ResultTone.GOOD, "Rolled back", "Every step is taken back.");
                    case MENDED -> endVerdict(ResultTone.GOOD, "Mended", "The command ended well.");
                    case VERIFIED ->
                            endVerdict(
                                    ResultTone.GOOD, "Verified", "All is as the run has left it.");
                    case NOT_VERIFIED ->
                            endVerdict(
                                    ResultTone.BAD,
                                    "Not well",
                                    "Not all is as the run has left it.");
                    case ENDED ->
                            endVerdict(
                                    ResultTone.BAD,
                                    "Ended early",
                                    "It was ended before its last step.");
                };
            }
        };
    }

    private RunReport.Verdict endVerdict(ResultTone tone, String word, String otherwise) {
        String reason =
                sanitizeText(
                        run.finished().map(RunEvent.RunFinished::reason).orElse(Message.EMPTY));
        return new RunReport.Verdict(tone, word, reason.isEmpty() ? otherwise : reason);
    }

    private List<RunReport.ServerInfo> buildServers() {
        List<RunReport.ServerInfo> servers = new ArrayList<>();
        for (String role : plan.route().roles()) {
            RunEvent.RunServer place = run.start().places().get(role);
            if (place != null) {
                servers.add(
                        new RunReport.ServerInfo(
                                role,
                                sanitizeText(place.target().name()),
                                sanitizeText(place.target().addressText()),
                                sanitizeText(place.target().environment()),
                                sanitizeText(place.hostKey()),
                                sanitizeText(place.base() + "/" + run.id())));
            }
        }
        return servers;
    }

    private List<RunReport.HopSection> buildHops() {
        List<RunReport.HopSection> hops = new ArrayList<>();
        for (int i = 0; i < plan.hops().size(); i++) {
            int hop = i;
            hops.add(
                    new RunReport.HopSection(
                            plan.hops().get(i).number(),
                            plan.hops().get(i).from().text(),
                            plan.hops().get(i).to().text(),
                            run.steps().stream()
                                    .filter(step -> step.hop() == hop)
                                    .map(this::buildStep)
                                    .toList()));
        }
        return hops;
    }

    private RunReport.StepSection buildStep(StepRun step) {
        Step.StepInfo info = step.step().info();
        return new RunReport.StepSection(
                info.id(),
                DisplayFormat.of(info.phase()),
                sanitizeText(info.title()),
                sanitizeText(info.why()),
                info.role(),
                DisplayFormat.of(info.reversibility()),
                sanitizeText(info.source()),
                step.step() instanceof Step.Script script ? script.run().file() : "",
                step.step() instanceof Step.Script script ? script.run().sha256Hex() : "",
                DisplayFormat.outcomeText(step),
                DisplayFormat.toneOf(step),
                sanitizeText(step.reason()),
                step.seen().stream().map(RunReportBuilder::sanitizeText).toList(),
                compareStates(step.before(), step.after()).stream()
                        .filter(StateLine::hasChanged)
                        .toList(),
                happenings.stepAttempts(step));
    }

    /// Both states side by side, what changed first. A state that was never taken says nothing.
    private static List<StateLine> compareStates(
            Map<String, String> before, Map<String, String> after) {
        if (before.isEmpty() && after.isEmpty()) {
            return List.of();
        }
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .map(key ->
                        new StateLine(
                                sanitizeText(key),
                                sanitizeText(before.getOrDefault(key, "")),
                                sanitizeText(after.getOrDefault(key, ""))))
                .sorted(Comparator.comparing(line -> !line.hasChanged()))
                .toList();
    }

    private static RunReport.FindingLine buildFinding(Finding finding) {
        return new RunReport.FindingLine(
                finding.key(),
                DisplayFormat.of(finding.severity()),
                sanitizeText(finding.title()),
                sanitizeText(finding.why()),
                sanitizeText(finding.fix()),
                sanitizeText(finding.source()),
                sanitizeText(finding.waiver().orElse("")));
    }

    private List<RunReport.BackupLine> buildBackups() {
        return run.steps().stream()
                .filter(step -> step.step().info().phase() == Phase.BACKUP && step.hasPassed())
                .filter(step -> step.outcome().orElseThrow() != StepOutcome.SKIPPED)
                .map(step ->
                        new RunReport.BackupLine(
                                sanitizeText(step.step().info().title()),
                                sanitizeText(step.reason()),
                                happenings.lastLines(step.seq(), BACKUP_LINES)))
                .toList();
    }

    private List<RunReport.ArtifactLine> buildArtifacts() {
        return run.left().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(role ->
                        role.getValue().stream()
                                .map(left ->
                                        new RunReport.ArtifactLine(
                                                role.getKey(),
                                                sanitizeText(left.kind()),
                                                sanitizeText(left.name()),
                                                DisplayFormat.formatSize(left.kilobytes()),
                                                sanitizeText(left.why()),
                                                sanitizeText(left.command()))))
                .toList();
    }

    private static Map<String, String> sanitizeValues(Map<String, String> values) {
        Map<String, String> cleaned = new TreeMap<>();
        values.forEach((key, value) -> cleaned.put(sanitizeText(key), sanitizeText(value)));
        return cleaned;
    }

    static String sanitizeText(Message message) {
        return sanitizeText(MessageFormatter.ENGLISH.format(message));
    }

    static String sanitizeText(String text) {
        return OutputSanitizer.toPlainText(text).strip();
    }
}
