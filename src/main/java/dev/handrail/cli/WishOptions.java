package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.detect.Found;
import dev.handrail.model.Plan;
import dev.handrail.model.Releases;
import dev.handrail.model.Version;
import dev.handrail.model.Wish;

import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The options that say what the admin wants.
final class WishOptions {
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

    String product() {
        return product;
    }

    /// What is wrong with the options themselves, if anything is.
    Optional<String> wrong() {
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

    Plan plan(Engine engine, Found found, Releases releases) {
        Wish wish =
                new Wish(
                        Optional.of(route).filter(text -> !text.isEmpty()),
                        Optional.of(to).filter(text -> !text.isEmpty()).map(Version::of),
                        preReleases,
                        parameters,
                        waivers);
        return engine.planner().plan(found.runbook(), found.facts(), releases, wish);
    }
}
