package dev.handrail.cli.history;

import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.StateTexts;
import dev.handrail.model.Message;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.comparison.ComparedStep;
import dev.handrail.model.comparison.ComparedValue;
import dev.handrail.model.comparison.ComparisonTopic;
import dev.handrail.model.comparison.RunComparison;

import java.util.List;
import java.util.Optional;

/// Prints two runs side by side: each line has a name and the values of both runs, and begins with
/// a star where they differ.
record ComparisonPrinter(CommandTerminal terminal, RunComparison comparison, boolean all) {
    private static final String NOTHING = "-";

    void printComparison() {
        String first = comparison.left().id();
        terminal.printLine(
                Message.of(
                        "cli.compare.title",
                        first,
                        comparison.right().id(),
                        comparison.countDifferences()));
        printValues(ComparisonTopic.RUN);
        printSteps();
        printValues(ComparisonTopic.FINDING);
        printValues(ComparisonTopic.SETTING);
        printValues(ComparisonTopic.CONFIGURATION);
        printValues(ComparisonTopic.FACT);
        printValues(ComparisonTopic.EVIDENCE);
    }

    private void printValues(ComparisonTopic topic) {
        List<ComparedValue> values =
                comparison.valuesOf(topic).stream().filter(this::isShown).toList();
        if (!values.isEmpty()) {
            terminal.printLine(topicTitle(topic));
            values.forEach(this::printValue);
        }
    }

    /// The lines about the run itself are always shown: they say what is compared.
    private boolean isShown(ComparedValue value) {
        return all || value.differs() || value.topic() == ComparisonTopic.RUN;
    }

    private static Message topicTitle(ComparisonTopic topic) {
        return switch (topic) {
            case RUN -> Message.of("compare.topic.run");
            case FINDING -> Message.of("compare.topic.finding");
            case SETTING -> Message.of("compare.topic.setting");
            case CONFIGURATION -> Message.of("compare.topic.configuration");
            case FACT -> Message.of("compare.topic.fact");
            case EVIDENCE -> Message.of("compare.topic.evidence");
        };
    }

    private void printValue(ComparedValue value) {
        printColumns(
                value.differs(),
                terminal.words(value.label()),
                terminal.words(value.left()),
                terminal.words(value.right()));
    }

    private void printSteps() {
        List<ComparedStep> steps =
                comparison.steps().stream().filter(step -> all || step.differs()).toList();
        if (!steps.isEmpty()) {
            terminal.printLine(Message.of("compare.topic.steps"));
            steps.forEach(step ->
                    printColumns(
                            step.differs(),
                            terminal.words(step.title()),
                            stepText(step.left()),
                            stepText(step.right())));
        }
    }

    private String stepText(Optional<StepRun> step) {
        StateTexts states = new StateTexts(terminal);
        return step.map(each ->
                        states.stepState(each)
                                + states.durationText(each).map(time -> ", " + time).orElse(""))
                .orElse("");
    }

    private void printColumns(boolean differs, String label, String left, String right) {
        terminal.printLine(
                "  %s %-34s  %-28s  %s"
                        .formatted(differs ? "*" : " ", label, orNothing(left), orNothing(right)));
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? NOTHING : text.replace('\n', ' ');
    }
}
