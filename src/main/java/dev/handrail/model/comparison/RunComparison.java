package dev.handrail.model.comparison;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Two runs side by side: their values by topic, those that differ first, and their steps in the
/// order of the plan.
public record RunComparison(
        Run left, Run right, List<ComparedValue> values, List<ComparedStep> steps) {
    public RunComparison {
        values = List.copyOf(values);
        steps = List.copyOf(steps);
    }

    /// Compares two runs, each with its events.
    public static RunComparison of(
            Run left, List<RunEvent> leftEvents, Run right, List<RunEvent> rightEvents) {
        List<ComparedValue> values = new ArrayList<>(new ValueCollector(left, right).listValues());
        values.addAll(
                ValueCollector.compareDecisions(
                        MergeDecisionText.describe(left, leftEvents),
                        MergeDecisionText.describe(right, rightEvents)));
        values.sort(
                Comparator.comparing(ComparedValue::topic)
                        .thenComparing(value -> !value.differs()));
        return new RunComparison(left, right, values, compareSteps(left, right));
    }

    public List<ComparedValue> valuesOf(ComparisonTopic topic) {
        return values.stream().filter(value -> value.topic() == topic).toList();
    }

    /// How many values and steps differ.
    public long countDifferences() {
        return values.stream().filter(ComparedValue::differs).count()
                + steps.stream().filter(ComparedStep::differs).count();
    }

    private static List<ComparedStep> compareSteps(Run left, Run right) {
        Map<String, StepRun> mine = stepsByName(left);
        Map<String, StepRun> other = stepsByName(right);
        Set<String> names = new LinkedHashSet<>(mine.keySet());
        names.addAll(other.keySet());
        return names.stream()
                .map(name ->
                        new ComparedStep(
                                name,
                                Optional.ofNullable(mine.get(name)),
                                Optional.ofNullable(other.get(name))))
                .toList();
    }

    /// A step that the plan has once in each hop gets the number of its hop from the second on.
    private static Map<String, StepRun> stepsByName(Run run) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, StepRun> steps = new LinkedHashMap<>();
        for (StepRun step : run.steps()) {
            String id = step.step().info().id();
            int number = counts.merge(id, 1, Integer::sum);
            steps.put(number == 1 ? id : id + "#" + number, step);
        }
        return steps;
    }
}
