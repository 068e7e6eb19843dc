package dev.handrail.store;

import dev.handrail.model.Phase;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook.StepRule;
import dev.handrail.model.Step;

import java.time.Duration;
import java.util.List;

/// Reads the steps of a route whose roles are known.
record StepReader(List<String> roles) {
    private static final int MINUTES = 30;
    private static final String FILE = "file: ";

    StepRule read(RunbookField field) {
        return new StepRule(
                ConditionReader.read(field.at("when")),
                field.at("where").constant(StepRule.Where.class, StepRule.Where.EVERY_HOP),
                step(field));
    }

    private Step step(RunbookField field) {
        Step.Info info = info(field);
        if (field.at("manual").present()) {
            return new Step.Manual(
                    info,
                    words(field.at("manual")),
                    field.at("check").optional(RunbookField::script));
        } else if (field.at("merge").present()) {
            return new Step.Merge(info, field.at("merge").script());
        } else if (field.at("copy").present()) {
            return new Step.Copy(
                    info, field.at("copy").script(), receiver(field.at("to"), info.role()));
        }
        return script(field, info);
    }

    private Step.Info info(RunbookField field) {
        Step.Info info =
                new Step.Info(
                        field.at("id").text(),
                        field.at("phase").constant(Phase.class, Phase.PREPARE),
                        field.at("title").text(),
                        field.at("why").text(),
                        role(field.at("role")),
                        field.at("reversibility")
                                .constant(Reversibility.class, Reversibility.ONE_WAY),
                        field.at("skippable").yes(),
                        field.at("source").text(),
                        field.at("crossing").optional(RunbookField::version));
        if (info.skippable() && field.at("reversibility").text().equals("one-way")) {
            field.at("skippable").error("a step with no way back cannot be skippable.");
        }
        return info;
    }

    private String role(RunbookField field) {
        if (field.node().isString() && !roles.contains(field.text())) {
            field.error(
                    "\""
                            + field.text()
                            + "\" is not a role of this route: it has "
                            + String.join(", ", roles)
                            + ".");
        }
        return field.present() || roles.isEmpty() ? field.text() : roles.getFirst();
    }

    private String receiver(RunbookField field, String from) {
        String to = field.text();
        if (field.node().isString() && !to.equals(Step.WORKSTATION) && !roles.contains(to)) {
            field.error(
                    "\"" + to + "\" is neither a role of this route nor " + Step.WORKSTATION + ".");
        } else if (to.equals(from) && !to.isEmpty()) {
            field.error("the files cannot go to the server they come from.");
        }
        return to;
    }

    private static Step script(RunbookField field, Step.Info info) {
        return new Step.Script(
                info,
                field.at("script").script(),
                field.at("check").optional(RunbookField::script),
                field.at("undo").optional(RunbookField::script),
                new Step.Evidence(
                        field.at("mustSee").list(RunbookField::regex),
                        field.at("mustNotSee").list(RunbookField::regex),
                        field.at("state").list(StepReader::expectation)),
                field.at("prompts").list(StepReader::prompt),
                Duration.ofMinutes(field.at("timeoutMinutes").number(MINUTES)),
                field.at("repeatable").yes(),
                field.at("probed").yes(),
                field.at("outputLimitMB").optional(limit -> limit.number(Step.OUTPUT_LIMIT)));
    }

    private static Step.Expectation expectation(RunbookField field) {
        Step.Expectation.Rule rule =
                field.at("rule")
                        .constant(Step.Expectation.Rule.class, Step.Expectation.Rule.PRESENT);
        boolean value = field.at("value").present();
        boolean compares =
                rule == Step.Expectation.Rule.IS || rule == Step.Expectation.Rule.AT_LEAST;
        if (value != compares) {
            field.at("value")
                    .error(
                            value
                                    ? "only the rules \"is\" and \"at-least\" have a value."
                                    : "the rule \""
                                            + field.at("rule").text()
                                            + "\" needs a value.");
        }
        return new Step.Expectation(field.at("key").text(), rule, field.at("value").text());
    }

    private static Step.Prompt prompt(RunbookField field) {
        if (field.at("secret").yes() && field.at("answer").present()) {
            field.at("answer")
                    .error(
                            "a secret must not stand in a file: leave the answer out, and the admin"
                                    + " is asked.");
        }
        return new Step.Prompt(
                field.at("pattern").regex(),
                field.at("answer").optional(RunbookField::text),
                field.at("secret").yes(),
                field.at("terminal").yes());
    }

    private static String words(RunbookField field) {
        return field.text().startsWith(FILE)
                ? field.file(field.text().substring(FILE.length()).strip())
                : field.text();
    }
}
