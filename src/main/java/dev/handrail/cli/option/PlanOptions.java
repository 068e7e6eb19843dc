package dev.handrail.cli.option;

import dev.handrail.app.Engine;
import dev.handrail.app.MaintenanceWindowEnd;
import dev.handrail.app.rehearsal.RehearsalFindings;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.PlanForecast;
import dev.handrail.run.StepTimes;

import picocli.CommandLine.Option;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options that say which upgrade the admin wants.
public final class PlanOptions {
    @Option(
            names = "--product",
            paramLabel = "ID",
            description = "Which product, where there are several.")
    private String product = "";

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description =
                    "Version to go to (default: the newest stable one that the runbook knows).")
    private String to = "";

    @Option(
            names = "--route",
            paramLabel = "ID",
            description = "Which way to go, where the product has several.")
    private String route = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Value of a parameter of the runbook.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--waive",
            paramLabel = "KEY=REASON",
            description = "Go on in spite of a finding, for a reason that is written down.")
    private Map<String, String> waivers = new LinkedHashMap<>();

    @Option(names = "--pre-releases", description = "The newest version may be a pre-release.")
    private boolean preReleases;

    @Option(
            names = "--window-ends",
            paramLabel = "HH:MM",
            description =
                    "When your maintenance window ends, by this computer's clock: before a point of"
                            + " no return Handrail says whether enough time remains.")
    private String windowEnds = "";

    public Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    public String productId() {
        return product;
    }

    /// What is wrong with the options themselves; empty if they are right. Needs no server.
    public Optional<Problem> findUsageError() {
        return findWindowError()
                .or(() ->
                        findVersionError()
                                .or(this::findBlankWaiver)
                                .map(what -> new Problem("usage.wish", what, Message.EMPTY)));
    }

    private Optional<Problem> findWindowError() {
        return windowEnds.isEmpty() || nextWindowEnd(Clock.systemDefaultZone()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "usage.window",
                                Message.of("cli.window.invalid.what", windowEnds),
                                Message.of("cli.window.invalid.todo")));
    }

    private Optional<Message> findVersionError() {
        return to.isEmpty() || Version.isVersion(to)
                ? Optional.empty()
                : Optional.of(Message.of("cli.version.invalid.what", to));
    }

    private Optional<Message> findBlankWaiver() {
        return waivers.entrySet().stream()
                .filter(waiver -> waiver.getValue().isBlank())
                .map(waiver -> Message.of("cli.waiver.no-reason.what", waiver.getKey()))
                .findFirst();
    }

    /// The first waiver that does not fit the findings of the plan; empty if all do.
    public Optional<WaiverError> findWaiverError(Plan plan) {
        List<Finding> findings = findingsOf(plan);
        return waivers.keySet().stream()
                .flatMap(key -> findWaiverError(key, findings).stream())
                .findFirst();
    }

    private static List<Finding> findingsOf(Plan plan) {
        return switch (plan) {
            case Plan.Ready ready -> ready.findings();
            case Plan.Blocked blocked -> blocked.findings();
            case Plan.UpToDate same -> same.findings();
        };
    }

    /// A wrong waiver and the exit code with which the command ends.
    public record WaiverError(Problem problem, int exit) {}

    /// A waiver is wrong if no finding has its key, if the finding cannot be waived, or if it
    /// blocks nothing.
    private static Optional<WaiverError> findWaiverError(String key, List<Finding> findings) {
        List<Finding> same = findings.stream().filter(f -> f.key().equals(key)).toList();
        if (same.isEmpty()) {
            return Optional.of(unknownFinding(key, findings));
        }
        return same.stream().anyMatch(finding -> finding.waiver().isPresent())
                ? Optional.empty()
                : Optional.of(unwaivableFinding(key, same.getFirst()));
    }

    private static WaiverError unwaivableFinding(String key, Finding finding) {
        Message impossible = Message.of("cli.waiver.impossible.what", key);
        Message todo = Message.of("cli.waiver.impossible.todo");
        return finding.blocksUpgrade()
                ? new WaiverError(
                        new Problem("plan.not-waivable", impossible, todo), ExitCodes.BLOCKED)
                : usageError(
                        Message.of("cli.waiver.needless.what", key),
                        Message.of("cli.waiver.needless.todo"));
    }

    /// Lists the keys that could be waived, since the admin may have mistyped one.
    private static WaiverError unknownFinding(String key, List<Finding> findings) {
        List<String> keys = findings.stream().filter(Finding::waivable).map(Finding::key).toList();
        return usageError(
                Message.of("cli.waiver.unknown.what", key),
                keys.isEmpty()
                        ? Message.of("cli.waiver.none.todo")
                        : Message.of("cli.waiver.unknown.todo", String.join(", ", keys)));
    }

    /// An error of the command line, not of the plan.
    private static WaiverError usageError(Message what, Message todo) {
        return new WaiverError(new Problem("usage.waiver", what, todo), ExitCodes.USAGE);
    }

    /// Plans the upgrade that the options ask for. Call it only after [#findUsageError] found
    /// nothing.
    public Plan planUpgrade(Engine engine, ServerConnection link, DetectedProduct found)
            throws ConnectionLostException {
        Plan plan = engine.upgradePlanning().planUpgrade(link.currentShell(), found, toRequest());
        Plan reviewed =
                RehearsalFindings.addReview(engine.journal(), plan, Optional.of(link.target()));
        return withWindowEnd(reviewed, engine.clock());
    }

    /// How long the plan takes, as earlier runs on any server had it.
    public PlanForecast forecastPlan(Engine engine, ServerConnection link, Plan.Ready plan) {
        RunScope scope = RunScope.of(List.of(link.target()));
        StepTimes earlier = StepTimes.of(engine.journal(), plan.product(), scope);
        StepTimes times =
                RehearsalFindings.chooseTimes(
                        engine.journal(), plan, Optional.of(link.target()), earlier);
        return PlanForecast.of(plan, times, engine.clock().instant());
    }

    private UpgradeRequest toRequest() {
        return new UpgradeRequest(
                Optional.of(route).filter(text -> !text.isEmpty()),
                Optional.of(to).filter(text -> !text.isEmpty()).map(Version::of),
                preReleases,
                parameters,
                waivers);
    }

    /// The plan with the end of the maintenance window, if the admin named one.
    private Plan withWindowEnd(Plan plan, Clock clock) {
        return plan instanceof Plan.Ready ready
                ? nextWindowEnd(clock).map(ready::withWindowEnd).orElse(ready)
                : plan;
    }

    /// When the window ends next; empty without a valid `--window-ends`.
    private Optional<Instant> nextWindowEnd(Clock clock) {
        return MaintenanceWindowEnd.nextOccurrence(
                windowEnds, clock.instant().atZone(ZoneId.systemDefault()));
    }
}
