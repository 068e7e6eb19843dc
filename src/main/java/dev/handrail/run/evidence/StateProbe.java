package dev.handrail.run.evidence;

import dev.handrail.detect.FactParser;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step.Expectation;
import dev.handrail.model.Version;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.RunServices;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The product's state before and after a step, and what must be true of it.
public final class StateProbe {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern WHOLE = Pattern.compile("[0-9]+");

    /// Those that say most about the product have names of one word: its version, its page.
    private static final Comparator<String> BRIEF_FIRST =
            Comparator.comparing((String key) -> key.contains("."))
                    .thenComparing(Comparator.naturalOrder());

    private final RunServices context;
    private final Optional<ScriptText> script;

    public StateProbe(RunServices context, Optional<ScriptText> script) {
        this.context = context;
        this.script = script;
    }

    public boolean hasScript() {
        return script.isPresent();
    }

    /// The state now, or empty when it cannot be taken.
    public Optional<Map<String, String>> captureState(int hop, String role, String step)
            throws RunStopped {
        if (script.isEmpty()) {
            return Optional.empty();
        }
        String text = context.sending().assembleScript(hop, role, step, script.get());
        ScriptResult ran = context.servers().runOn(role, shell -> shell.run(text, LIMIT));
        return ran.hasSucceeded()
                ? Optional.of(FactParser.parseFacts(ran.out()).valuesByKey())
                : Optional.empty();
    }

    /// What the rules say of a step that looks well so far. `before`: empty where it is not known.
    public static StepResult judgeState(
            List<Expectation> rules,
            Hop hop,
            Map<String, String> before,
            Optional<Map<String, String>> after) {
        if (rules.isEmpty()) {
            return StepResult.stepOk(Message.EMPTY);
        }
        if (after.isEmpty()) {
            return StepResult.stepUnknown(
                    Message.literal("The state afterwards could not be taken."));
        }
        List<String> wrong = new ArrayList<>();
        for (Expectation rule : rules) {
            boolean compares =
                    rule.rule() == Expectation.Rule.SAME || rule.rule() == Expectation.Rule.CHANGED;
            if (compares && before.isEmpty()) {
                return StepResult.stepUnknown(Message.literal("The state before it is not known."));
            }
            wrong.addAll(findViolations(rule, hop, before, after.get()));
        }
        return wrong.isEmpty()
                ? StepResult.stepOk(Message.EMPTY)
                : new StepResult(
                        StepOutcome.FAILED,
                        Message.literal("It ended with exit code 0, but " + wrong.getFirst() + "."),
                        wrong);
    }

    private static List<String> findViolations(
            Expectation rule, Hop hop, Map<String, String> before, Map<String, String> after) {
        TreeSet<String> matching = new TreeSet<>(after.keySet());
        if (rule.rule() == Expectation.Rule.SAME || rule.rule() == Expectation.Rule.CHANGED) {
            matching.addAll(before.keySet());
        }
        matching.removeIf(key -> !rule.coversKey(key));
        if (matching.isEmpty()) {
            return List.of(rule.key() + " was not seen");
        }
        List<String> wrong = new ArrayList<>();
        for (String key : matching) {
            String old = before.get(key);
            String now = after.getOrDefault(key, "");
            String wanted = expectedValue(rule, hop);
            switch (rule.rule()) {
                case IS ->
                        addViolation(
                                wrong,
                                isSameValue(now, wanted),
                                key,
                                now,
                                "should be \"" + wanted + "\"");
                case AT_LEAST ->
                        addViolation(
                                wrong,
                                atLeast(now, wanted),
                                key,
                                now,
                                "should be at least \"" + wanted + "\"");
                case SAME ->
                        addViolation(
                                wrong,
                                Objects.equals(old, after.get(key)),
                                key,
                                now,
                                old == null ? "was not there" : "was \"" + old + "\"");
                case CHANGED ->
                        addViolation(
                                wrong,
                                !now.isEmpty() && !now.equals(old),
                                key,
                                now,
                                now.isEmpty() ? "should be new" : "did not change");
                case PRESENT -> addViolation(wrong, !now.isEmpty(), key, now, "should be there");
            }
        }
        return wrong;
    }

    /// What is different now, in a sentence; so many changes are named. Times of a start say
    /// nothing that the rest does not.
    public static String describeChanges(
            Map<String, String> before, Map<String, String> now, int most) {
        TreeSet<String> keys = new TreeSet<>(BRIEF_FIRST);
        keys.addAll(before.keySet());
        keys.addAll(now.keySet());
        List<String> changed =
                keys.stream()
                        .filter(key -> !key.endsWith(".started"))
                        .filter(key -> !Objects.equals(before.get(key), now.get(key)))
                        .map(key ->
                                key
                                        + " "
                                        + displayValue(before.get(key))
                                        + " -> "
                                        + displayValue(now.get(key)))
                        .toList();
        if (changed.isEmpty()) {
            return "The product's state is as it was before.";
        }
        int more = changed.size() - most;
        return "Changed since before: "
                + String.join(", ", changed.subList(0, Math.min(most, changed.size())))
                + (more > 0 ? " and " + more + " more." : ".");
    }

    private static String displayValue(@Nullable String value) {
        return value == null || value.isEmpty() ? "nothing" : value;
    }

    private static void addViolation(
            List<String> wrong, boolean fine, String key, String now, String why) {
        if (!fine) {
            wrong.add(key + (now.isEmpty() ? " is gone and " : " is \"" + now + "\" and ") + why);
        }
    }

    /// The same text, or the same version in another spelling.
    private static boolean isSameValue(String now, String wanted) {
        return now.equals(wanted)
                || Version.isVersion(now)
                        && Version.isVersion(wanted)
                        && Version.of(now).sameAs(Version.of(wanted));
    }

    private static boolean atLeast(String now, String wanted) {
        return WHOLE.matcher(now).matches()
                && WHOLE.matcher(wanted).matches()
                && new BigInteger(now).compareTo(new BigInteger(wanted)) >= 0;
    }

    private static String expectedValue(Expectation rule, Hop hop) {
        return switch (rule.value()) {
            case "@to" -> hop.to().text();
            case "@from" -> hop.from().text();
            default -> rule.value();
        };
    }
}
