package dev.handrail.report;

import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Target;
import dev.handrail.model.bar.RunBarBuilder;
import dev.handrail.model.bar.TimeBarText;
import dev.handrail.model.summary.CurrentStep;
import dev.handrail.model.summary.OpenItems;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.model.summary.StateComparison;
import dev.handrail.model.time.Downtime;
import dev.handrail.run.Journal;
import dev.handrail.run.RunHistory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Builds the report of a run from its events. All text from servers, admins and runbooks is
/// sanitized here.
final class RunReportBuilder {
    /// How many lines a report shows of a backup's output: the last lines say where the backup is.
    private static final int BACKUP_LINES = 12;

    private static final long BYTES_PER_KILOBYTE = 1024;

    private final Run run;
    private final Plan.Ready plan;
    private final RunEventView eventView;
    private final Optional<Journal.RunSummary> rollback;

    private RunReportBuilder(Run run, Journal journal) {
        this.run = run;
        this.plan = run.start().plan();
        this.eventView = new RunEventView(run, journal);
        this.rollback = RunHistory.finishedRollbackOf(journal.listRuns(), run.id());
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
                buildProduct(),
                buildVerdict(),
                run.start().at(),
                run.lastAt(),
                run.finished().map(RunEvent::at),
                plan.windowEnds(),
                currentStepTitle(),
                buildDowntime(),
                buildTimes(),
                buildServers(),
                new HopSections(run, eventView).buildHops(),
                ReportSanitizer.sanitizeLines(StateComparison.ofRun(run).lines()),
                plan.findings().stream().map(RunReportBuilder::buildFinding).toList(),
                eventView.adminDecisions(),
                eventView.configurationLines(),
                eventView.settingLines(),
                eventView.writtenDiffs(),
                eventView.runInterruptions(),
                buildBackups(),
                buildArtifacts(),
                listOpenItems(),
                buildNotes(),
                ReportSanitizer.sanitizeValues(plan.variables()),
                buildFacts());
    }

    private Optional<RunReport.DowntimeInfo> buildDowntime() {
        Downtime downtime = run.downtime();
        return new RunSituation(run)
                .describeDowntime(run.lastAt())
                .map(sentence ->
                        new RunReport.DowntimeInfo(
                                downtime.totalUntil(run.lastAt()).toMillis() / 1000.0,
                                downtime.isDown(),
                                downtime.approximate(),
                                sentence));
    }

    private List<RunReport.TimeLine> buildTimes() {
        return new TimeBarText(RunBarBuilder.buildBar(run, run.lastAt()))
                .listRows().stream()
                        .map(row ->
                                new RunReport.TimeLine(
                                        row.phase(),
                                        ReportSanitizer.sanitizeMessage(row.title()),
                                        row.what(),
                                        row.start().toMillis() / 1000.0,
                                        row.length().toMillis() / 1000.0,
                                        row.down()))
                        .toList();
    }

    private RunReport.Verdict buildVerdict() {
        RunReport.Verdict verdict = RunVerdict.of(run, rollback);
        return new RunReport.Verdict(
                verdict.tone(),
                verdict.word(),
                ReportSanitizer.sanitizeMessage(
                        run.isRehearsal()
                                ? Message.of("report.rehearsal", verdict.sentence())
                                : verdict.sentence()));
    }

    private List<Message> listOpenItems() {
        return new OpenItems(run)
                .listItems().stream().map(ReportSanitizer::sanitizeMessage).toList();
    }

    private RunReport.ProductInfo buildProduct() {
        return new RunReport.ProductInfo(
                plan.product(),
                ReportSanitizer.sanitizeText(plan.productName()),
                plan.from().text(),
                plan.to().text(),
                ReportSanitizer.sanitizeMessage(plan.route().name()));
    }

    /// The title of the step that runs or comes next; empty once the run is finished.
    private Message currentStepTitle() {
        return run.status() == Run.RunStatus.FINISHED
                ? Message.EMPTY
                : new CurrentStep(run)
                        .findStep()
                        .map(step -> ReportSanitizer.sanitizeMessage(step.step().info().title()))
                        .orElse(Message.EMPTY);
    }

    private List<RunReport.NoteLine> buildNotes() {
        return plan.notes().stream()
                .map(note ->
                        new RunReport.NoteLine(
                                note.crossing().text(),
                                ReportSanitizer.sanitizeMessage(note.text()),
                                ReportSanitizer.sanitizeText(note.source())))
                .toList();
    }

    private List<RunReport.FactLine> buildFacts() {
        return plan.facts().all().stream()
                .map(fact ->
                        new RunReport.FactLine(
                                fact.key(),
                                ReportSanitizer.sanitizeText(fact.value()),
                                ReportSanitizer.sanitizeText(fact.evidence())))
                .toList();
    }

    /// The servers in the order of the route's roles. A role without a server is left out.
    private List<RunReport.ServerInfo> buildServers() {
        Map<String, RunEvent.RunServer> servers = run.start().places();
        return plan.route().roles().stream()
                .flatMap(role ->
                        Stream.ofNullable(servers.get(role))
                                .map(server -> buildServer(role, server)))
                .toList();
    }

    private RunReport.ServerInfo buildServer(String role, RunEvent.RunServer server) {
        Target target = server.target();
        return new RunReport.ServerInfo(
                role,
                ReportSanitizer.sanitizeText(target.name()),
                ReportSanitizer.sanitizeText(target.addressText()),
                ReportSanitizer.sanitizeText(target.environment()),
                ReportSanitizer.sanitizeText(server.hostKey()),
                ReportSanitizer.sanitizeText(server.base() + "/" + run.id()));
    }

    private static RunReport.FindingLine buildFinding(Finding finding) {
        return new RunReport.FindingLine(
                finding.key(),
                finding.severity(),
                ReportSanitizer.sanitizeMessage(finding.title()),
                ReportSanitizer.sanitizeMessage(finding.why()),
                ReportSanitizer.sanitizeMessage(finding.fix()),
                ReportSanitizer.sanitizeText(finding.source()),
                ReportSanitizer.sanitizeText(finding.waiver().orElse("")));
    }

    /// Backup steps that passed. A skipped one made no backup, so it is left out.
    private List<RunReport.BackupLine> buildBackups() {
        return run.steps().stream()
                .filter(step -> step.step().info().phase() == Phase.BACKUP && step.hasPassed())
                .filter(step -> step.outcome().orElseThrow() != StepOutcome.SKIPPED)
                .map(step ->
                        new RunReport.BackupLine(
                                ReportSanitizer.sanitizeMessage(step.step().info().title()),
                                ReportSanitizer.sanitizeMessage(step.reason()),
                                eventView.lastLines(step.seq(), BACKUP_LINES)))
                .toList();
    }

    /// Sorted by role, so that reports of the same run are equal.
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
                ReportSanitizer.sanitizeText(artifact.kind()),
                ReportSanitizer.sanitizeText(artifact.name()),
                new Message.ByteCount(artifact.kilobytes() * BYTES_PER_KILOBYTE),
                ReportSanitizer.sanitizeMessage(artifact.why()),
                ReportSanitizer.sanitizeText(artifact.command()));
    }
}
