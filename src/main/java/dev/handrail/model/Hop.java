package dev.handrail.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One leg of the upgrade, from a version to the next required stop. `number`: from 1; a roll-back
/// keeps the number of the hop that it undoes.
public record Hop(int number, Version from, Version to, List<Step> steps) {
    /// The merge step that asks before the services stop what this step writes.
    public Optional<Step.Merge> decidingStep(String writing) {
        return mergeSteps().filter(merge -> merge.decidesFor(writing)).findFirst();
    }

    /// Returns the id of the other one of two merge steps, one of which asks what the other writes.
    public Optional<String> partnerStep(String merge) {
        return mergeSteps()
                .filter(step -> step.info().id().equals(merge))
                .findFirst()
                .flatMap(Step.Merge::decides)
                .or(() -> decidingStep(merge).map(step -> step.info().id()));
    }

    private Stream<Step.Merge> mergeSteps() {
        return steps.stream().filter(Step.Merge.class::isInstance).map(Step.Merge.class::cast);
    }
}
