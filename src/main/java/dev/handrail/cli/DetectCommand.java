package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.detect.Detection;
import dev.handrail.detect.Found;
import dev.handrail.model.Releases;
import dev.handrail.model.Version;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Says what is installed on a server.
@Command(
        name = "detect",
        description = "Say which products and versions a server runs. Changes nothing.")
final class DetectCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;
    @Mixin private final ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "SERVER",
            description = "user@host[:port], or the name of a saved server.")
    private String target = "";

    @Option(names = "--facts", description = "Show every fact and the command that showed it.")
    private boolean facts;

    @Option(names = "--pre-releases", description = "List pre-releases too.")
    private boolean preReleases;

    DetectCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out,
                engine ->
                        new Look(out, engine, server)
                                .connected(target, link -> detect(engine, link)));
    }

    private int detect(Engine engine, Link link) throws LinkLost {
        Detection seen = engine.detector().detect(link.shell());
        List<Map<String, Object>> products = new ArrayList<>();
        for (Found found : seen.products()) {
            Releases releases = engine.detector().releases(link.shell(), found);
            List<Version> offered =
                    engine.planner().offered(found.runbook(), found.facts(), releases, preReleases);
            products.add(View.product(found, releases, offered));
            if (!out.json()) {
                print(found, releases, offered);
            }
        }
        if (out.json()) {
            out.json(View.detection(link.target(), seen, products));
        } else {
            printRest(link, seen);
        }
        return seen.products().isEmpty() ? Exit.NOT_FOUND : Exit.OK;
    }

    private void print(Found found, Releases releases, List<Version> offered) {
        String version = found.version().map(Version::text).orElse("of an unknown version");
        out.say(found.runbook().name() + " " + version + "  [" + found.runbook().id() + "]");
        found.broken().ifPresent(why -> out.say("  BROKEN: " + why));
        String where =
                switch (releases.state()) {
                    case LISTED -> "";
                    case STALE -> " (an old list: " + releases.detail() + ")";
                    case UNREACHABLE ->
                            " (known to Handrail; the server cannot reach its source: "
                                    + releases.detail()
                                    + ")";
                    case FAILED ->
                            " (known to Handrail; the server could not say what it can get: "
                                    + releases.detail()
                                    + ")";
                    case UNKNOWN -> " (known to Handrail; the server was not asked)";
                };
        String versions = String.join(", ", offered.stream().map(Version::text).toList());
        out.say("  Versions: " + (versions.isEmpty() ? "none" : versions) + where);
        if (facts) {
            printFacts(found.facts().all());
        }
    }

    private void printRest(Link link, Detection seen) {
        if (seen.products().isEmpty()) {
            out.say(
                    "Nothing that Handrail can upgrade was found on "
                            + link.target().address()
                            + ".");
            if (facts) {
                printFacts(seen.host().all());
            }
        }
        seen.problems().forEach(problem -> out.terminal().warn(problem.toString()));
    }

    private void printFacts(List<dev.handrail.model.Facts.Fact> all) {
        for (var fact : all) {
            out.say(
                    "  %-28s %s"
                            .formatted(
                                    fact.key(), fact.value().replace("\n", "\n" + " ".repeat(31))));
            if (!fact.evidence().isEmpty()) {
                out.say(" ".repeat(31) + "seen by: " + fact.evidence());
            }
        }
    }
}
