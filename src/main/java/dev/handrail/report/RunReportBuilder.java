package dev.handrail.report;

import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.summary.CurrentStep;
import dev.handrail.model.summary.OpenItems;
import dev.handrail.model.summary.StateComparison;
import dev.handrail.model.summary.StateComparison.StateLine;
import dev.handrail.run.Journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Builds the report of a run from its events.
final class RunReportBuilder {
    /// Backup steps print where the backup is in their last lines.
    private static final int BACKUP_LINES = 12;

    private static final long BYTES_PER_KILOBYTE = 1024;

    private final Run run;
    private final Plan.Ready plan;
    private final RunEventView eventView;

    private RunReportBuilder(Run run, Journal journal) {
        this.run = run;
        this.plan = run.start().plan();
        this.eventView = new RunEventView(run, journal);
    }

    static RunReport of(Run run, Journal journal) {
        return new RunReportBuilder(run, journal).buildReport();
    }

    private RunReport buildReport() {
        RunReport.Verdict verdict = RunVerdict.of(run);
        return new RunReport(
                1,
                run.id(),
                run.isRollback() ? run.start().origin() : "",
                run.isVerification() ? run.start().origin() : "",
                buildProduct(),
                new RunReport.Verdict(
                        verdict.tone(), verdict.word(), sanitizeMessage(verdict.sentence())),
                run.start().at(),
                run.lastAt(),
                run.finished().map(RunEvent::at),
                currentStepTitle(),
                buildServers(),
                buildHops(),
                sanitizeLines(StateComparison.ofRun(run).lines()),
                plan.findings().stream().map(RunReportBuilder::buildFinding).toList(),
                eventView.adminDecisions(),
                eventView.runInterruptions(),
                buildBackups(),
                buildArtifacts(),
                new OpenItems(run)
                        .listItems().stream().map(RunReportBuilder::sanitizeMessage).toList(),
                buildNotes(),
                sanitizeValues(plan.variables()),
                buildFacts());
    }

    private RunReport.ProductInfo buildProduct() {
        return new RunReport.ProductInfo(
                plan.product(),
                sanitizeText(plan.productName()),
                plan.from().text(),
                plan.to().text(),
                sanitizeMessage(plan.route().name()));
    }

    /// Empty once the run is finished.
    private Message currentStepTitle() {
        return run.status() == Run.RunStatus.FINISHED
                ? Message.EMPTY
                : new CurrentStep(run)
                        .findStep()
                        .map(step -> sanitizeMessage(step.step().info().title()))
                        .orElse(Message.EMPTY);
    }

    private List<RunReport.NoteLine> buildNotes() {
        return plan.notes().stream()
                .map(note ->
                        new RunReport.NoteLine(
                                note.crossing().text(),
                                sanitizeMessage(note.text()),
                                sanitizeText(note.source())))
                .toList();
    }

    private List<RunReport.FactLine> buildFacts() {
        return plan.facts().all().stream()
                .map(fact ->
                        new RunReport.FactLine(
                                fact.key(),
                                sanitizeText(fact.value()),
                                sanitizeText(fact.evidence())))
                .toList();
    }

    private List<RunReport.ServerInfo> buildServers() {
        List<RunReport.ServerInfo> servers = new ArrayList<>();
        for (String role : plan.route().roles()) {
            RunEvent.RunServer runServer = run.start().places().get(role);
            if (runServer != null) {
                servers.add(
                        new RunReport.ServerInfo(
                                role,
                                sanitizeText(runServer.target().name()),
                                sanitizeText(runServer.target().addressText()),
                                sanitizeText(runServer.target().environment()),
                                sanitizeText(runServer.hostKey()),
                                sanitizeText(runServer.base() + "/" + run.id())));
            }
        }
        return servers;
    }

    private List<RunReport.HopSection> buildHops() {
        List<RunReport.HopSection> hops = new ArrayList<>();
        for (int i = 0; i < plan.hops().size(); i++) {
            int index = i;
            Hop hop = plan.hops().get(i);
            hops.add(
                    new RunReport.HopSection(
                            hop.number(),
                            hop.from().text(),
                            hop.to().text(),
                            run.steps().stream()
                                    .filter(step -> step.hop() == index)
                                    .map(this::buildStep)
                                    .toList()));
        }
        return hops;
    }

    private RunReport.StepSection buildStep(StepRun step) {
        Step.StepInfo info = step.step().info();
        Optional<ScriptText> script =
                step.step() instanceof Step.Script it ? Optional.of(it.run()) : Optional.empty();
        return new RunReport.StepSection(
                info.id(),
                info.phase(),
                sanitizeMessage(info.title()),
                sanitizeMessage(info.why()),
                info.role(),
                describeReversibility(info.reversibility()),
                sanitizeText(info.source()),
                script.map(ScriptText::file).orElse(""),
                script.map(ScriptText::sha256Hex).orElse(""),
                StepOutcomes.progressOf(step),
                StepOutcomes.toneOf(step),
                sanitizeMessage(step.reason()),
                step.seen().stream().map(RunReportBuilder::sanitizeText).toList(),
                sanitizeLines(StateComparison.ofStep(step).changedLines()),
                eventView.stepAttempts(step));
    }

    private static Message describeReversibility(Reversibility reversibility) {
        return switch (reversibility) {
            case FREE -> Message.of("report.reversibility.free");
            case NEEDS_RESTORE -> Message.of("report.reversibility.needs-restore");
            case ONE_WAY -> Message.of("report.reversibility.one-way");
        };
    }

    private static List<StateLine> sanitizeLines(List<StateLine> lines) {
        return lines.stream().map(line -> line.mapText(RunReportBuilder::sanitizeText)).toList();
    }

    private static RunReport.FindingLine buildFinding(Finding finding) {
        return new RunReport.FindingLine(
                finding.key(),
                finding.severity(),
                sanitizeMessage(finding.title()),
                sanitizeMessage(finding.why()),
                sanitizeMessage(finding.fix()),
                sanitizeText(finding.source()),
                sanitizeText(finding.waiver().orElse("")));
    }

    private List<RunReport.BackupLine> buildBackups() {
        return run.steps().stream()
                .filter(step -> step.step().info().phase() == Phase.BACKUP && step.hasPassed())
                .filter(step -> step.outcome().orElseThrow() != StepOutcome.SKIPPED)
                .map(step ->
                        new RunReport.BackupLine(
                                sanitizeMessage(step.step().info().title()),
                                sanitizeMessage(step.reason()),
                                eventView.lastLines(step.seq(), BACKUP_LINES)))
                .toList();
    }

    private List<RunReport.ArtifactLine> buildArtifacts() {
        return run.left().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(role ->
                        role.getValue().stream()
                                .map(artifact -> buildArtifact(role.getKey(), artifact)))
                .toList();
    }

    private static RunReport.ArtifactLine buildArtifact(String role, RunEvent.Artifact artifact) {
        return new RunReport.ArtifactLine(
                role,
                sanitizeText(artifact.kind()),
                sanitizeText(artifact.name()),
                new Message.ByteCount(artifact.kilobytes() * BYTES_PER_KILOBYTE),
                sanitizeMessage(artifact.why()),
                sanitizeText(artifact.command()));
    }

    private static Map<String, String> sanitizeValues(Map<String, String> values) {
        Map<String, String> cleaned = new TreeMap<>();
        values.forEach((key, value) -> cleaned.put(sanitizeText(key), sanitizeText(value)));
        return cleaned;
    }

    /// The message with the text of servers, admins and runbooks made safe.
    static Message sanitizeMessage(Message message) {
        return message.mapText(RunReportBuilder::sanitizeText);
    }

    static String sanitizeText(String text) {
        return OutputSanitizer.toPlainText(text).strip();
    }
}
