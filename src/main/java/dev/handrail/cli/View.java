package dev.handrail.cli;

import dev.handrail.detect.Detection;
import dev.handrail.detect.Found;
import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Releases;
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
final class View {
    private View() {}

    static Map<String, Object> problem(Problem problem) {
        return map("key", problem.key(), "what", problem.what(), "todo", problem.todo());
    }

    static Map<String, Object> detection(
            Target target, Detection found, List<Map<String, Object>> products) {
        return map(
                "server",
                target.address(),
                "host",
                facts(found.host()),
                "products",
                products,
                "problems",
                found.problems().stream().map(View::problem).toList());
    }

    static Map<String, Object> product(Found found, Releases releases, List<Version> offered) {
        Map<String, Object> all =
                map(
                        "id",
                        found.runbook().id(),
                        "name",
                        found.runbook().name(),
                        "version",
                        text(found.version()));
        all.put("broken", found.broken().orElse(""));
        all.put("releases", map("state", word(releases.state()), "detail", releases.detail()));
        all.put("offered", offered.stream().map(Version::text).toList());
        all.put("facts", facts(found.facts()));
        return all;
    }

    static List<Map<String, Object>> facts(Facts facts) {
        return facts.all().stream()
                .map(f -> map("key", f.key(), "value", f.value(), "evidence", f.evidence()))
                .toList();
    }

    static Map<String, Object> plan(Plan plan) {
        return switch (plan) {
            case Plan.Ready p -> {
                Map<String, Object> all =
                        head(
                                "ready",
                                p.product(),
                                p.productName(),
                                Optional.of(p.from()),
                                Optional.of(p.to()));
                all.put(
                        "route",
                        map(
                                "id",
                                p.route().id(),
                                "name",
                                p.route().name(),
                                "roles",
                                p.route().roles()));
                all.put("hops", p.hops().stream().map(View::hop).toList());
                all.put("findings", p.findings().stream().map(View::finding).toList());
                all.put("notes", p.notes().stream().map(View::note).toList());
                all.put("variables", p.variables());
                yield all;
            }
            case Plan.UpToDate p -> {
                Map<String, Object> all =
                        head(
                                "up-to-date",
                                p.product(),
                                p.productName(),
                                Optional.of(p.version()),
                                Optional.of(p.version()));
                all.put("findings", p.findings().stream().map(View::finding).toList());
                yield all;
            }
            case Plan.Blocked p -> {
                Map<String, Object> all =
                        head("blocked", p.product(), p.productName(), p.from(), p.to());
                all.put("findings", p.findings().stream().map(View::finding).toList());
                yield all;
            }
        };
    }

    private static Map<String, Object> head(
            String plan,
            String product,
            String name,
            Optional<Version> from,
            Optional<Version> to) {
        Map<String, Object> all = map("plan", plan, "product", product, "name", name);
        all.put("from", text(from));
        all.put("to", text(to));
        return all;
    }

    private static Map<String, Object> hop(Hop hop) {
        Map<String, Object> all =
                map("number", hop.number(), "from", hop.from().text(), "to", hop.to().text());
        all.put("steps", hop.steps().stream().map(View::step).toList());
        return all;
    }

    static Map<String, Object> step(Step step) {
        Step.Info info = step.info();
        Map<String, Object> all =
                map("id", info.id(), "kind", kind(step), "phase", word(info.phase()));
        all.put("title", info.title());
        all.put("why", info.why());
        all.put("role", info.role());
        all.put("reversibility", word(info.reversibility()));
        all.put("skippable", info.skippable());
        all.put("source", info.source());
        return all;
    }

    static String kind(Step step) {
        return switch (step) {
            case Step.Script _ -> "script";
            case Step.Manual _ -> "manual";
            case Step.Merge _ -> "merge";
            case Step.Copy _ -> "copy";
        };
    }

    static Map<String, Object> finding(Finding finding) {
        Map<String, Object> all =
                map(
                        "key",
                        finding.key(),
                        "severity",
                        word(finding.severity()),
                        "title",
                        finding.title());
        all.put("why", finding.why());
        all.put("fix", finding.fix());
        all.put("source", finding.source());
        all.put("waivable", finding.waivable());
        all.put("waiver", finding.waiver().orElse(""));
        all.put("blocks", finding.blocks());
        return all;
    }

    private static Map<String, Object> note(Runbook.Note note) {
        return map(
                "crossing", note.crossing().text(), "text", note.text(), "source", note.source());
    }

    static Map<String, Object> left(RunEvent.Left left) {
        Map<String, Object> all = map("kind", left.kind(), "name", left.name());
        all.put("kilobytes", left.kilobytes());
        all.put("why", left.why());
        all.put("command", left.command());
        return all;
    }

    static Map<String, Object> summary(Journal.Summary run) {
        Map<String, Object> all =
                map("run", run.id(), "server", run.server(), "product", run.product());
        all.put("from", run.from());
        all.put("to", run.to());
        all.put("started", run.startedAt());
        all.put("ended", run.endedAt());
        all.put("status", status(run));
        all.put("origin", run.origin());
        return all;
    }

    /// `running`, `paused`, or the result of a run that is over.
    static String status(Journal.Summary run) {
        return run.status().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// An enum's name as JSON and options spell it: `NEEDS_RESTORE` is `needs-restore`.
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(Optional<Version> version) {
        return version.map(Version::text).orElse("");
    }

    /// A map in the order of its names and values.
    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }
}
