package dev.handrail.cli.json;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Runbook;
import dev.handrail.model.Step;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.run.Journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What commands say in JSON. These names are a promise to scripts: they may grow, but not change.
public final class JsonView {
    private JsonView() {}

    public static Map<String, Object> ofProblem(Problem problem) {
        Map<String, Object> all = mapOf("key", problem.key());
        MessageView.put(all, "what", problem.what());
        MessageView.put(all, "todo", problem.todo());
        return all;
    }

    public static Map<String, Object> ofDetection(
            Target target, DetectionResult found, List<Map<String, Object>> products) {
        return mapOf(
                "server",
                target.addressText(),
                "host",
                ofFacts(found.host()),
                "products",
                products,
                "problems",
                found.problems().stream().map(JsonView::ofProblem).toList());
    }

    public static Map<String, Object> ofProduct(
            DetectedProduct found, AvailableReleases releases, List<Version> offered) {
        Map<String, Object> all =
                mapOf(
                        "id",
                        found.runbook().id(),
                        "name",
                        found.runbook().name(),
                        "version",
                        versionText(found.installedVersion()));
        all.put("broken", found.brokenReason().orElse(""));
        Map<String, Object> source = mapOf("state", toKebabCase(releases.state()));
        MessageView.put(source, "detail", releases.detail());
        all.put("releases", source);
        all.put("offered", offered.stream().map(Version::text).toList());
        all.put("facts", ofFacts(found.facts()));
        return all;
    }

    static List<Map<String, Object>> ofFacts(Facts facts) {
        return facts.all().stream()
                .map(f -> mapOf("key", f.key(), "value", f.value(), "evidence", f.evidence()))
                .toList();
    }

    public static Map<String, Object> ofPlan(Plan plan) {
        return switch (plan) {
            case Plan.Ready p -> {
                Map<String, Object> all =
                        planHead(
                                "ready",
                                p.product(),
                                p.productName(),
                                Optional.of(p.from()),
                                Optional.of(p.to()));
                all.put("route", route(p.route()));
                all.put("hops", p.hops().stream().map(JsonView::ofHop).toList());
                all.put("findings", p.findings().stream().map(JsonView::ofFinding).toList());
                all.put("notes", p.notes().stream().map(JsonView::ofNote).toList());
                all.put("variables", p.variables());
                yield all;
            }
            case Plan.UpToDate p -> {
                Map<String, Object> all =
                        planHead(
                                "up-to-date",
                                p.product(),
                                p.productName(),
                                Optional.of(p.version()),
                                Optional.of(p.version()));
                all.put("findings", p.findings().stream().map(JsonView::ofFinding).toList());
                yield all;
            }
            case Plan.Blocked p -> {
                Map<String, Object> all =
                        planHead("blocked", p.product(), p.productName(), p.from(), p.to());
                all.put("findings", p.findings().stream().map(JsonView::ofFinding).toList());
                yield all;
            }
        };
    }

    private static Map<String, Object> route(Plan.PlanRoute route) {
        Map<String, Object> all = mapOf("id", route.id());
        MessageView.put(all, "name", route.name());
        all.put("roles", route.roles());
        return all;
    }

    private static Map<String, Object> planHead(
            String plan,
            String product,
            String name,
            Optional<Version> from,
            Optional<Version> to) {
        Map<String, Object> all = mapOf("plan", plan, "product", product, "name", name);
        all.put("from", versionText(from));
        all.put("to", versionText(to));
        return all;
    }

    private static Map<String, Object> ofHop(Hop hop) {
        Map<String, Object> all =
                mapOf("number", hop.number(), "from", hop.from().text(), "to", hop.to().text());
        all.put("steps", hop.steps().stream().map(JsonView::ofStep).toList());
        return all;
    }

    static Map<String, Object> ofStep(Step step) {
        Step.StepInfo info = step.info();
        Map<String, Object> all =
                mapOf("id", info.id(), "kind", stepKind(step), "phase", toKebabCase(info.phase()));
        MessageView.put(all, "title", info.title());
        MessageView.put(all, "why", info.why());
        all.put("role", info.role());
        all.put("reversibility", toKebabCase(info.reversibility()));
        all.put("skippable", info.skippable());
        all.put("source", info.source());
        return all;
    }

    static String stepKind(Step step) {
        return switch (step) {
            case Step.Script _ -> "script";
            case Step.Manual _ -> "manual";
            case Step.Merge _ -> "merge";
            case Step.Copy _ -> "copy";
        };
    }

    static Map<String, Object> ofFinding(Finding finding) {
        Map<String, Object> all =
                mapOf("key", finding.key(), "severity", toKebabCase(finding.severity()));
        MessageView.put(all, "title", finding.title());
        MessageView.put(all, "why", finding.why());
        MessageView.put(all, "fix", finding.fix());
        all.put("source", finding.source());
        all.put("waivable", finding.waivable());
        all.put("waiver", finding.waiver().orElse(""));
        all.put("blocks", finding.blocksUpgrade());
        return all;
    }

    private static Map<String, Object> ofNote(Runbook.Note note) {
        Map<String, Object> all = mapOf("crossing", note.crossing().text());
        MessageView.put(all, "text", note.text());
        all.put("source", note.source());
        return all;
    }

    public static Map<String, Object> ofArtifact(RunEvent.Artifact left) {
        Map<String, Object> all = mapOf("kind", left.kind(), "name", left.name());
        all.put("kilobytes", left.kilobytes());
        MessageView.put(all, "why", left.why());
        all.put("command", left.command());
        return all;
    }

    public static Map<String, Object> ofRun(Journal.RunSummary run) {
        Map<String, Object> all =
                mapOf("run", run.id(), "server", run.server(), "product", run.product());
        all.put("from", run.from());
        all.put("to", run.to());
        all.put("started", run.startedAt());
        all.put("ended", run.endedAt());
        all.put("status", runStatus(run));
        all.put("origin", run.origin());
        return all;
    }

    /// `running`, `paused`, or the result of a run that is over.
    public static String runStatus(Journal.RunSummary run) {
        return run.status().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// An enum's name as JSON and options spell it: `NEEDS_RESTORE` is `needs-restore`.
    public static String toKebabCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String versionText(Optional<Version> version) {
        return version.map(Version::text).orElse("");
    }

    /// A map in the order of its names and values.
    public static Map<String, Object> mapOf(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }
}
