package dev.handrail.cli.json;

import dev.handrail.model.Message;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.comparison.ComparedStep;
import dev.handrail.model.comparison.ComparedValue;
import dev.handrail.model.comparison.RunComparison;
import dev.handrail.report.MessageView;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Two runs side by side. `differences`: how many values and steps differ.
public record ComparisonView(
        String left,
        String right,
        long differences,
        List<ValueView> values,
        List<ComparedStepView> steps) {

    /// One value of both runs, empty where a run has none.
    public record ValueView(
            String topic,
            String label,
            String left,
            @Nullable MessageView leftMessage,
            String right,
            @Nullable MessageView rightMessage,
            boolean differs) {

        private static ValueView of(ComparedValue value) {
            return new ValueView(
                    StableNames.toKebabCase(value.topic()),
                    MessageView.englishText(value.label()),
                    MessageView.englishText(value.left()),
                    MessageView.of(value.left()),
                    MessageView.englishText(value.right()),
                    MessageView.of(value.right()),
                    value.differs());
        }
    }

    /// `left`, `right`: null in a run that does not have the step.
    public record ComparedStepView(
            String id,
            String title,
            @Nullable StepResultView left,
            @Nullable StepResultView right,
            boolean differs) {

        private static ComparedStepView of(ComparedStep step) {
            Message title = step.title();
            return new ComparedStepView(
                    step.id(),
                    MessageView.englishText(title),
                    StepResultView.of(step.left()),
                    StepResultView.of(step.right()),
                    step.differs());
        }
    }

    /// `outcome`: empty for a step that has not ended. `seconds`: of its last attempt.
    public record StepResultView(String outcome, int attempts, double seconds) {
        private static @Nullable StepResultView of(Optional<StepRun> step) {
            return step.map(each ->
                            new StepResultView(
                                    each.outcome().map(StableNames::toKebabCase).orElse(""),
                                    each.attempts(),
                                    ComparedStep.timeOf(each).orElse(Duration.ZERO).toMillis()
                                            / 1000.0))
                    .orElse(null);
        }
    }

    public static ComparisonView of(RunComparison comparison) {
        return new ComparisonView(
                comparison.left().id(),
                comparison.right().id(),
                comparison.countDifferences(),
                comparison.values().stream().map(ValueView::of).toList(),
                comparison.steps().stream().map(ComparedStepView::of).toList());
    }
}
