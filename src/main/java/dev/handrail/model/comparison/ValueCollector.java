package dev.handrail.model.comparison;

import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Collects the values of two runs that are compared.
record ValueCollector(Run left, Run right) {

    List<ComparedValue> listValues() {
        List<ComparedValue> all = new ArrayList<>(runValues());
        all.addAll(compareTexts(ComparisonTopic.FINDING, run -> findings(run)));
        all.addAll(compareTexts(ComparisonTopic.SETTING, run -> literals(plan(run).variables())));
        all.addAll(compareTexts(ComparisonTopic.FACT, run -> facts(plan(run).facts())));
        all.addAll(compareTexts(ComparisonTopic.EVIDENCE, run -> literals(run.after())));
        return all;
    }

    private static Plan.Ready plan(Run run) {
        return run.start().plan();
    }

    /// When a run began and which id it has differs always, so it counts as no difference.
    private List<ComparedValue> runValues() {
        return List.of(
                alwaysOther(Message.of("compare.id"), run -> Message.literal(run.id())),
                alwaysOther(
                        Message.of("compare.started"),
                        run -> Message.of("compare.moment", run.start().at())),
                value(
                        Message.of("compare.product"),
                        run -> Message.literal(plan(run).productName())),
                value(Message.of("compare.from"), run -> Message.literal(plan(run).from().text())),
                value(Message.of("compare.to"), run -> Message.literal(plan(run).to().text())),
                value(Message.of("compare.route"), run -> plan(run).route().name()),
                value(Message.of("compare.server"), ValueCollector::servers),
                value(Message.of("compare.result"), ValueCollector::result),
                time(Message.of("compare.duration"), ValueCollector::duration),
                time(
                        Message.of("compare.downtime"),
                        run -> run.downtime().totalUntil(run.lastAt())));
    }

    private ComparedValue value(Message label, Function<Run, Message> value) {
        return ComparedValue.of(ComparisonTopic.RUN, label, value.apply(left), value.apply(right));
    }

    private ComparedValue alwaysOther(Message label, Function<Run, Message> value) {
        return new ComparedValue(
                ComparisonTopic.RUN, label, value.apply(left), value.apply(right), false);
    }

    private ComparedValue time(Message label, Function<Run, Duration> time) {
        Duration mine = time.apply(left);
        Duration other = time.apply(right);
        return new ComparedValue(
                ComparisonTopic.RUN,
                label,
                Message.of("compare.time", mine),
                Message.of("compare.time", other),
                ComparedStep.isFar(mine, other));
    }

    private static Duration duration(Run run) {
        return Duration.between(run.start().at(), run.lastAt());
    }

    private static Message servers(Run run) {
        return Message.literal(
                run.start().places().values().stream()
                        .map(server -> server.target().addressText())
                        .collect(Collectors.joining(", ")));
    }

    private static Message result(Run run) {
        if (run.finished().isEmpty()) {
            return run.status() == Run.RunStatus.PAUSED
                    ? Message.of("status.paused")
                    : Message.of("status.running");
        }
        return describeResult(run.finished().get().result());
    }

    private static Message describeResult(RunResult result) {
        return switch (result) {
            case UPGRADED -> Message.of("status.upgraded");
            case ROLLED_BACK -> Message.of("status.rolled-back");
            case MENDED -> Message.of("status.mended");
            case VERIFIED -> Message.of("status.verified");
            case NOT_VERIFIED -> Message.of("status.not-verified");
            case ENDED -> Message.of("status.ended");
        };
    }

    private List<ComparedValue> compareTexts(
            ComparisonTopic topic, Function<Run, Map<Message, Message>> values) {
        return compareMaps(topic, values.apply(left), values.apply(right));
    }

    /// Compares what was decided about each configuration file.
    static List<ComparedValue> compareDecisions(
            Map<Message, Message> left, Map<Message, Message> right) {
        return compareMaps(ComparisonTopic.CONFIGURATION, left, right);
    }

    private static List<ComparedValue> compareMaps(
            ComparisonTopic topic, Map<Message, Message> left, Map<Message, Message> right) {
        List<Message> labels = new ArrayList<>(left.keySet());
        right.keySet().stream().filter(label -> !left.containsKey(label)).forEach(labels::add);
        return labels.stream()
                .map(label ->
                        ComparedValue.of(
                                topic,
                                label,
                                left.getOrDefault(label, Message.EMPTY),
                                right.getOrDefault(label, Message.EMPTY)))
                .toList();
    }

    private static Map<Message, Message> literals(Map<String, String> values) {
        Map<Message, Message> literals = new LinkedHashMap<>();
        new TreeMap<>(values)
                .forEach(
                        (key, value) -> literals.put(Message.literal(key), Message.literal(value)));
        return literals;
    }

    private static Map<Message, Message> facts(Facts facts) {
        Map<String, String> values = new TreeMap<>();
        facts.all().forEach(fact -> values.put(fact.key(), fact.value()));
        return literals(values);
    }

    /// Each finding by its title, with its severity and the reason that set it aside.
    private static Map<Message, Message> findings(Run run) {
        Map<Message, Message> findings = new LinkedHashMap<>();
        plan(run)
                .findings()
                .forEach(finding -> findings.put(finding.title(), describeFinding(finding)));
        return findings;
    }

    private static Message describeFinding(Finding finding) {
        Message severity =
                switch (finding.severity()) {
                    case BLOCKER -> Message.of("severity.blocker");
                    case WARNING -> Message.of("severity.warning");
                    case INFO -> Message.of("severity.info");
                };
        return finding.waiver()
                .map(reason -> Message.of("compare.waived", severity, reason))
                .orElse(severity);
    }
}
