package dev.handrail.model;

import dev.handrail.model.Step.ServiceChange;

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

    /// What a step of this hop does to the services. Where no step declares it, as in plans of
    /// before, the phases tell: the first stop step stops them, the last restart step starts them.
    public Optional<ServiceChange> serviceChange(Step step) {
        if (steps.stream().anyMatch(each -> each.info().services().isPresent())) {
            return step.info().services();
        }
        List<Step> stops = stepsOf(Phase.STOP);
        List<Step> starts = stepsOf(Phase.RESTART);
        if (stops.isEmpty() || starts.isEmpty()) {
            return Optional.empty();
        } else if (stops.getFirst().equals(step)) {
            return Optional.of(ServiceChange.STOPS);
        }
        return starts.getLast().equals(step) ? Optional.of(ServiceChange.STARTS) : Optional.empty();
    }

    private List<Step> stepsOf(Phase phase) {
        return steps.stream().filter(step -> step.info().phase() == phase).toList();
    }
}
