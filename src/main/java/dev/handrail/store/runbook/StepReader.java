package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook.StepRule;
import dev.handrail.model.Step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the steps of a route whose roles are known.
record StepReader(List<String> roles) {
    private static final int MINUTES = 30;
    private static final String FILE = "file: ";

    StepRule readRule(RunbookField field) {
        return new StepRule(
                ConditionReader.readCondition(field.at("when")),
                field.at("where")
                        .enumConstant(StepRule.HopPosition.class, StepRule.HopPosition.EVERY_HOP),
                readStep(field));
    }

    private Step readStep(RunbookField field) {
        Step.StepInfo info = readInfo(field);
        if (field.at("manual").isPresent()) {
            return readManual(field, info);
        } else if (field.at("merge").isPresent()) {
            return new Step.Merge(
                    info,
                    field.at("merge").readScript(),
                    field.at("decides").readOptional(RunbookField::text),
                    field.at("proof").readOptional(RunbookField::readScript));
        } else if (field.at("copy").isPresent()) {
            return new Step.Copy(
                    info, field.at("copy").readScript(), readReceiver(field.at("to"), info.role()));
        }
        return readScript(field, info);
    }

    private static Step readManual(RunbookField field, Step.StepInfo info) {
        return new Step.Manual(
                info,
                field.at("manual").message(readInstructions(field.at("manual"))),
                field.at("check").readOptional(RunbookField::readScript));
    }

    /// A step without a valid `reversibility` counts as one-way, the most careful reading.
    private Step.StepInfo readInfo(RunbookField field) {
        checkSkippable(field);
        return new Step.StepInfo(
                field.at("id").text(),
                field.at("phase").enumConstant(Phase.class, Phase.PREPARE),
                field.at("title").message(),
                field.at("why").message(),
                readRole(field.at("role")),
                field.at("reversibility").enumConstant(Reversibility.class, Reversibility.ONE_WAY),
                field.at("skippable").isTrue(),
                field.at("source").text(),
                field.at("crossing").readOptional(RunbookField::readVersion),
                field.at("services").readOptional(StepReader::readServices));
    }

    private static Step.ServiceChange readServices(RunbookField field) {
        return field.enumConstant(Step.ServiceChange.class, Step.ServiceChange.STOPS);
    }

    private static void checkSkippable(RunbookField field) {
        boolean oneWay = field.at("reversibility").text().equals("one-way");
        if (oneWay && field.at("skippable").isTrue()) {
            field.at("skippable").addError(Message.of("store.runbook.skippable"));
        }
    }

    /// The role that the step names, else the first one of the route.
    private String readRole(RunbookField field) {
        if (field.node().isString() && !roles.contains(field.text())) {
            field.addError(
                    Message.of("store.runbook.no-role", field.text(), String.join(", ", roles)));
        }
        return field.isPresent() || roles.isEmpty() ? field.text() : roles.getFirst();
    }

    /// Adds an error for a receiver that is not in the route, or is the sender itself.
    private String readReceiver(RunbookField field, String from) {
        String to = field.text();
        if (field.node().isString() && !to.equals(Step.WORKSTATION) && !roles.contains(to)) {
            field.addError(Message.of("store.runbook.no-receiver", to, Step.WORKSTATION));
        } else if (to.equals(from) && !to.isEmpty()) {
            field.addError(Message.of("store.runbook.same-server"));
        }
        return to;
    }

    private static Step readScript(RunbookField field, Step.StepInfo info) {
        return new Step.Script(
                info,
                field.at("script").readScript(),
                field.at("check").readOptional(RunbookField::readScript),
                field.at("undo").readOptional(RunbookField::readScript),
                readEvidence(field),
                field.at("prompts").readList(StepReader::readPrompt),
                Duration.ofMinutes(field.at("timeoutMinutes").numberOr(MINUTES)),
                field.at("repeatable").isTrue(),
                field.at("probed").isTrue(),
                field.at("outputLimitMB").readOptional(limit -> limit.numberOr(Step.OUTPUT_LIMIT)),
                readUndoInfo(field));
    }

    /// Adds an error if the step says how it is undone but has no undo script.
    private static Optional<Step.UndoInfo> readUndoInfo(RunbookField field) {
        List<RunbookField> fields =
                Stream.of("undoTitle", "undoWhy", "undoLosses")
                        .map(field::at)
                        .filter(RunbookField::isPresent)
                        .toList();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (!field.at("undo").isPresent()) {
            fields.getFirst().addError(Message.of("store.runbook.no-undo"));
        }
        return Optional.of(
                new Step.UndoInfo(
                        readSentence(field.at("undoTitle")),
                        readSentence(field.at("undoWhy")),
                        field.at("undoLosses").readOptional(RunbookField::readScript)));
    }

    private static Message readSentence(RunbookField field) {
        return field.isPresent() ? field.message() : Message.EMPTY;
    }

    private static Step.Evidence readEvidence(RunbookField field) {
        return new Step.Evidence(
                field.at("mustSee").readList(RunbookField::readRegex),
                field.at("mustNotSee").readList(RunbookField::readRegex),
                field.at("state").readList(StepReader::readExpectation));
    }

    private static Step.Expectation readExpectation(RunbookField field) {
        Step.Expectation.Rule rule =
                field.at("rule")
                        .enumConstant(Step.Expectation.Rule.class, Step.Expectation.Rule.PRESENT);
        checkValue(field, rule);
        return new Step.Expectation(field.at("key").text(), rule, field.at("value").text());
    }

    /// Adds an error if a rule that compares has no `value`, or if another rule has one.
    private static void checkValue(RunbookField field, Step.Expectation.Rule rule) {
        boolean compares =
                rule == Step.Expectation.Rule.IS || rule == Step.Expectation.Rule.AT_LEAST;
        RunbookField value = field.at("value");
        if (value.isPresent() && !compares) {
            value.addError(Message.of("store.runbook.value-unwanted"));
        } else if (!value.isPresent() && compares) {
            String text = field.at("rule").text();
            value.addError(Message.of("store.runbook.value-missing", text));
        }
    }

    /// Adds an error for a secret whose answer is in the runbook: only the admin may give one.
    private static Step.Prompt readPrompt(RunbookField field) {
        if (field.at("secret").isTrue() && field.at("answer").isPresent()) {
            field.at("answer").addError(Message.of("store.runbook.secret-answer"));
        }
        return new Step.Prompt(
                field.at("pattern").readRegex(),
                field.at("answer").readOptional(RunbookField::text),
                field.at("secret").isTrue(),
                field.at("terminal").isTrue());
    }

    /// The English text of the instructions, from the field or from the file that it names.
    private static String readInstructions(RunbookField field) {
        return field.text().startsWith(FILE)
                ? field.readFile(field.text().substring(FILE.length()).strip())
                : field.text();
    }
}
