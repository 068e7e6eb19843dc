package dev.handrail.cli.option;

import dev.handrail.app.Engine;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;

import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options that say what the admin wants.
public final class PlanOptions {
    @Option(
            names = "--product",
            paramLabel = "ID",
            description = "Which product, where there are several.")
    private String product = "";

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "Version to go to (default: the newest stable one).")
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

    public String productId() {
        return product;
    }

    /// What is wrong with the options themselves, if anything is.
    public Optional<String> findUsageError() {
        if (!to.isEmpty() && !Version.isVersion(to)) {
            return Optional.of("\"" + to + "\" is not a version; one looks like 2.5.1.");
        }
        return waivers.entrySet().stream()
                .filter(waiver -> waiver.getValue().isBlank())
                .map(waiver ->
                        "--waive "
                                + waiver.getKey()
                                + " needs a reason: --waive "
                                + waiver.getKey()
                                + "=REASON.")
                .findFirst();
    }

    /// What the plan shows to be wrong with the waivers, if anything is.
    public Optional<WaiverError> findWaiverError(Plan plan) {
        List<Finding> findings =
                switch (plan) {
                    case Plan.Ready ready -> ready.findings();
                    case Plan.Blocked blocked -> blocked.findings();
                    case Plan.UpToDate same -> same.findings();
                };
        return waivers.keySet().stream()
                .flatMap(key -> findWaiverError(key, findings).stream())
                .findFirst();
    }

    /// `exit`: the command ends with it.
    public record WaiverError(Problem problem, int exit) {}

    private static Optional<WaiverError> findWaiverError(String key, List<Finding> findings) {
        List<Finding> same = findings.stream().filter(f -> f.key().equals(key)).toList();
        if (same.stream().anyMatch(finding -> finding.waiver().isPresent())) {
            return Optional.empty();
        }
        if (same.isEmpty()) {
            List<String> keys =
                    findings.stream().filter(Finding::waivable).map(Finding::key).toList();
            return Optional.of(
                    new WaiverError(
                            new Problem(
                                    "usage.waiver",
                                    Message.literal(
                                            "--waive " + key + ": this plan has no such finding."),
                                    Message.literal(
                                            keys.isEmpty()
                                                    ? "It has none that can be waived; leave the"
                                                            + " option out."
                                                    : "Those that can be waived are: "
                                                            + String.join(", ", keys)
                                                            + ".")),
                            ExitCodes.USAGE));
        }
        return Optional.of(
                same.getFirst().blocksUpgrade()
                        ? new WaiverError(
                                new Problem(
                                        "plan.not-waivable",
                                        Message.literal(
                                                "--waive "
                                                        + key
                                                        + ": this finding cannot be waived,"
                                                        + " whatever the reason."),
                                        Message.literal("Mend what it names, then try again.")),
                                ExitCodes.BLOCKED)
                        : new WaiverError(
                                new Problem(
                                        "usage.waiver",
                                        Message.literal(
                                                "--waive "
                                                        + key
                                                        + ": this finding stops nothing, so there"
                                                        + " is nothing to waive."),
                                        Message.literal("Leave the option out.")),
                                ExitCodes.USAGE));
    }

    public Plan createPlan(Engine engine, DetectedProduct found, AvailableReleases releases) {
        UpgradeRequest wish =
                new UpgradeRequest(
                        Optional.of(route).filter(text -> !text.isEmpty()),
                        Optional.of(to).filter(text -> !text.isEmpty()).map(Version::of),
                        preReleases,
                        parameters,
                        waivers);
        return engine.planner().planUpgrade(found.runbook(), found.facts(), releases, wish);
    }
}
