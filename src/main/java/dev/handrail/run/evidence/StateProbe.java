package dev.handrail.run.evidence;

import dev.handrail.detect.FactParser;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step.Expectation;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunServices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Reads the product's state before and after a step and judges it by the step's rules.
public final class StateProbe {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// How many violations a reason names.
    private static final int NAMED = 20;

    /// Keys without a dot come first, because they say most about the product, such as its version.
    private static final Comparator<String> BRIEF_FIRST =
            Comparator.comparing((String key) -> key.contains("."))
                    .thenComparing(Comparator.naturalOrder());

    private final RunServices context;
    private final Optional<ScriptText> script;

    public StateProbe(RunServices context, Optional<ScriptText> script) {
        this.context = context;
        this.script = script;
    }

    /// Returns whether the runbook has a script that reads the state.
    public boolean hasScript() {
        return script.isPresent();
    }

    /// Reads the state. Empty if the runbook has no script for it, or if the script fails.
    public Optional<Map<String, String>> captureState(int hop, String role, String step)
            throws RunStopped {
        if (script.isEmpty()) {
            return Optional.empty();
        }
        String text = context.assembler().assembleScript(hop, role, step, script.get());
        ScriptResult ran = context.servers().runOn(role, shell -> shell.run(text, LIMIT));
        return ran.hasSucceeded()
                ? Optional.of(FactParser.parseFacts(ran.out()).valuesByKey())
                : Optional.empty();
    }

    /// Judges a step that has succeeded so far by its rules. `before`: empty if it is not known.
    /// `after`: empty if it could not be read.
    public static StepResult judgeState(
            List<Expectation> rules,
            Hop hop,
            Map<String, String> before,
            Optional<Map<String, String>> after) {
        if (rules.isEmpty()) {
            return StepResult.stepOk(Message.EMPTY);
        }
        if (after.isEmpty()) {
            return StepResult.stepUnknown(Message.of("run.state.none-after"));
        }
        if (before.isEmpty() && rules.stream().anyMatch(StateRule::comparesWithBefore)) {
            return StepResult.stepUnknown(Message.of("run.state.none-before"));
        }
        return violationResult(
                rules.stream()
                        .map(rule -> new StateRule(rule, hop))
                        .flatMap(rule -> rule.findViolations(before, after.get()).stream())
                        .toList());
    }

    private static StepResult violationResult(List<StateRule.Violation> violations) {
        return violations.isEmpty()
                ? StepResult.stepOk(Message.EMPTY)
                : new StepResult(
                        StepOutcome.FAILED,
                        describeViolations(violations),
                        violations.stream().map(StateRule.Violation::line).toList());
    }

    private static Message describeViolations(List<StateRule.Violation> wrong) {
        List<Message> sentences = new ArrayList<>();
        sentences.add(Message.of("run.state.wrong"));
        wrong.stream().limit(NAMED).map(StateRule.Violation::sentence).forEach(sentences::add);
        if (wrong.size() > NAMED) {
            sentences.add(Message.of("run.state.wrong-more", wrong.size() - NAMED));
        }
        return Message.join(Message.Joint.SENTENCES, sentences);
    }

    /// Describes in one sentence what has changed. `most`: how many changes it names. Start times
    /// are left out, because the other values say the same.
    public static Message describeChanges(
            Map<String, String> before, Map<String, String> now, int most) {
        List<Message> changes = listChanges(before, now);
        Optional<Message> named =
                changes.stream()
                        .limit(most)
                        .reduce((list, next) -> Message.of("run.state.change-list", list, next));
        int more = changes.size() - most;
        return named.map(list ->
                        more > 0
                                ? Message.of("run.state.changed-more", list, more)
                                : Message.of("run.state.changed", list))
                .orElse(Message.of("run.state.unchanged"));
    }

    private static List<Message> listChanges(Map<String, String> before, Map<String, String> now) {
        TreeSet<String> keys = new TreeSet<>(BRIEF_FIRST);
        keys.addAll(before.keySet());
        keys.addAll(now.keySet());
        keys.removeIf(
                key -> key.endsWith(".started") || Objects.equals(before.get(key), now.get(key)));
        return keys.stream()
                .map(key ->
                        describeChange(
                                key, before.getOrDefault(key, ""), now.getOrDefault(key, "")))
                .toList();
    }

    private static Message describeChange(String key, String before, String now) {
        if (before.isEmpty()) {
            return Message.of("run.state.change-added", key, now);
        }
        return now.isEmpty()
                ? Message.of("run.state.change-removed", key, before)
                : Message.of("run.state.change", key, before, now);
    }
}
