package dev.handrail.ui.pages;

import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Question.Option;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.shell.StepMarks;

/// What a question says, in the admin's language; a step's own words stay as its runbook has them.
final class QuestionWords {
    private QuestionWords() {}

    static String title(Texts texts, Run run, Question question) {
        return StepMarks.asked(run)
                .map(step -> title(texts, step, question))
                .orElseGet(() -> texts.said(question.title()));
    }

    private static String title(Texts texts, StepRun step, Question question) {
        String name = texts.said(step.step().info().title());
        return switch (question.kind()) {
            case MANUAL, MERGE, TAKE_OVER -> texts.said(question.title());
            case POINT_OF_NO_RETURN -> texts.get("question.title-no-return", name);
            case PROMPT, SECRET -> texts.get("question.title-asks", name);
            case STUCK -> texts.get("question.title-stuck", name);
            case FAILED ->
                    switch (step.outcome().orElse(Outcome.UNKNOWN)) {
                        case CANCELLED -> texts.get("question.title-cancelled", name);
                        case FAILED -> texts.get("question.title-failed", name);
                        default -> texts.get("question.title-unknown", name);
                    };
        };
    }

    static String label(Texts texts, Question question, Option option) {
        if (option.choice() == Choice.CONTINUE) {
            return texts.of("choice-continue", question.kind());
        }
        return question.kind() == Kind.STUCK && option.choice() == Choice.STOP
                ? texts.get("question.leave-running")
                : texts.of("choice", option.choice());
    }
}
