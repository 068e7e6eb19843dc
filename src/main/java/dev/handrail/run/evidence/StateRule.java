package dev.handrail.run.evidence;

import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Step.Expectation;
import dev.handrail.model.Version;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One rule on a product's state, applied to the values before and after a step. `hop`: gives the
/// versions for `@from` and `@to`.
record StateRule(Expectation rule, Hop hop) {
    private static final Pattern WHOLE = Pattern.compile("[0-9]+");

    /// A value that breaks the rule. `line`: the value as the state script printed it.
    record Violation(String line, Message sentence) {}

    /// Returns whether the rule needs the state before the step.
    static boolean comparesWithBefore(Expectation rule) {
        return rule.rule() == Expectation.Rule.SAME || rule.rule() == Expectation.Rule.CHANGED;
    }

    /// Returns one violation for each value that breaks the rule. A rule that matches no key is
    /// broken once.
    List<Violation> findViolations(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> matching = new TreeSet<>(after.keySet());
        if (comparesWithBefore(rule)) {
            matching.addAll(before.keySet());
        }
        matching.removeIf(key -> !rule.coversKey(key));
        if (matching.isEmpty()) {
            return List.of(
                    new Violation(rule.key(), Message.of("run.state.wrong-absent", rule.key())));
        }
        return matching.stream().flatMap(key -> checkValue(key, before, after).stream()).toList();
    }

    private Optional<Violation> checkValue(
            String key, Map<String, String> before, Map<String, String> after) {
        Optional<String> old = Optional.ofNullable(before.get(key));
        String now = after.getOrDefault(key, "");
        if (isKept(old, Optional.ofNullable(after.get(key)))) {
            return Optional.empty();
        }
        Message text = now.isEmpty() ? absentText(key, old) : wrongText(key, now, old);
        return Optional.of(new Violation(key + "=" + now, text));
    }

    private boolean isKept(Optional<String> old, Optional<String> now) {
        return switch (rule.rule()) {
            case IS -> isSameValue(now.orElse(""), expectedValue());
            case AT_LEAST -> isAtLeast(now.orElse(""), expectedValue());
            case SAME -> old.equals(now);
            case CHANGED -> now.filter(text -> !text.isEmpty()).isPresent() && !old.equals(now);
            case PRESENT -> now.filter(text -> !text.isEmpty()).isPresent();
        };
    }

    private Message absentText(String key, Optional<String> old) {
        return switch (rule.rule()) {
            case IS -> Message.of("run.state.wrong-other-absent", key, expectedValue());
            case AT_LEAST -> Message.of("run.state.wrong-less-absent", key, expectedValue());
            case SAME ->
                    old.map(value -> Message.of("run.state.wrong-was-absent", key, value))
                            .orElse(Message.of("run.state.wrong-appeared", key, ""));
            case CHANGED -> Message.of("run.state.wrong-new-absent", key);
            case PRESENT -> Message.of("run.state.wrong-absent", key);
        };
    }

    private Message wrongText(String key, String now, Optional<String> old) {
        return switch (rule.rule()) {
            case IS, PRESENT -> Message.of("run.state.wrong-other", key, now, expectedValue());
            case AT_LEAST -> Message.of("run.state.wrong-less", key, now, expectedValue());
            case SAME ->
                    old.map(value -> Message.of("run.state.wrong-was", key, now, value))
                            .orElse(Message.of("run.state.wrong-appeared", key, now));
            case CHANGED -> Message.of("run.state.wrong-same", key, now);
        };
    }

    private String expectedValue() {
        return switch (rule.value()) {
            case "@to" -> hop.to().text();
            case "@from" -> hop.from().text();
            default -> rule.value();
        };
    }

    /// Returns whether both are the same text, or the same version in another spelling.
    private static boolean isSameValue(String now, String wanted) {
        return now.equals(wanted)
                || Version.isVersion(now)
                        && Version.isVersion(wanted)
                        && Version.of(now).sameAs(Version.of(wanted));
    }

    /// Returns false if one of the values is not a whole number.
    private static boolean isAtLeast(String now, String wanted) {
        return WHOLE.matcher(now).matches()
                && WHOLE.matcher(wanted).matches()
                && new BigInteger(now).compareTo(new BigInteger(wanted)) >= 0;
    }
}
