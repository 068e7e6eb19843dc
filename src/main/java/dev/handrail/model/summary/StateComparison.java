package dev.handrail.model.summary;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// The state of a product before and after. `lines`: changed ones first, then sorted by key.
public record StateComparison(List<StateLine> lines) {

    /// One value of the state. `before`, `after`: empty if the state had no such value then.
    public record StateLine(String key, String before, String after) {
        private static StateLine of(
                String key, Map<String, String> before, Map<String, String> after) {
            return new StateLine(key, before.getOrDefault(key, ""), after.getOrDefault(key, ""));
        }

        public boolean hasChanged() {
            return !before.equals(after);
        }

        /// Whether something is gone, or a count of rows is smaller than before.
        public boolean isLoss() {
            boolean fewer =
                    key.startsWith("rows.")
                            && isCount(before)
                            && isCount(after)
                            && Long.parseLong(after) < Long.parseLong(before);
            return fewer || after.isEmpty() && !before.isEmpty();
        }

        private static boolean isCount(String value) {
            return value.matches("[0-9]{1,18}");
        }

        public StateLine mapText(UnaryOperator<String> change) {
            return new StateLine(change.apply(key), change.apply(before), change.apply(after));
        }
    }

    /// The state before and after the whole run; no lines if Handrail captured neither.
    public static StateComparison ofRun(Run run) {
        return compareStates(run.before(), run.after());
    }

    public static StateComparison ofStep(StepRun step) {
        return compareStates(step.before(), step.after());
    }

    private static StateComparison compareStates(
            Map<String, String> before, Map<String, String> after) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return new StateComparison(
                keys.stream()
                        .map(key -> StateLine.of(key, before, after))
                        .sorted(Comparator.comparing(line -> !line.hasChanged()))
                        .toList());
    }

    public List<StateLine> changedLines() {
        return lines.stream().filter(StateLine::hasChanged).toList();
    }
}
