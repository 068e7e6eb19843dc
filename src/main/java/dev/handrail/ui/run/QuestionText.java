package dev.handrail.ui.run;

import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.Texts;

/// The title and the options of a question, in the admin's language.
final class QuestionText {
    private QuestionText() {}

    /// Returns the title with the name of the step. Without a step it is the title that the
    /// question has in the journal.
    static String questionTitle(Texts texts, Run run, Question question) {
        return RunSteps.findAskedStep(run)
                .map(step -> questionTitle(texts, step, question))
                .orElseGet(() -> texts.inUserLanguage(question.title()));
    }

    private static String questionTitle(Texts texts, StepRun step, Question question) {
        String name = texts.inUserLanguage(step.step().info().title());
        return switch (question.kind()) {
            case MANUAL, MERGE, TAKE_OVER, DATA_LOSS -> texts.inUserLanguage(question.title());
            case POINT_OF_NO_RETURN -> texts.get("question.title-no-return", name);
            case PROMPT, SECRET -> texts.get("question.title-asks", name);
            case STUCK -> texts.get("question.title-stuck", name);
            case FAILED -> failureTitle(texts, step, name);
        };
    }

    /// A step that has neither failed nor been cancelled has an unknown result, and the title says
    /// so.
    private static String failureTitle(Texts texts, StepRun step, String name) {
        return switch (step.outcome().orElse(StepOutcome.UNKNOWN)) {
            case CANCELLED -> texts.get("question.title-cancelled", name);
            case FAILED -> texts.get("question.title-failed", name);
            default -> texts.get("question.title-unknown", name);
        };
    }

    /// Returns the label of an option. *Continue* has a label for each kind of question, and
    /// pausing a step that is stuck means that it keeps running on the server.
    static String optionLabel(Texts texts, Question question, AnswerOption option) {
        if (option.choice() == Choice.CONTINUE) {
            return texts.of("continue-button", question.kind());
        }
        return question.kind() == Kind.STUCK && option.choice() == Choice.STOP
                ? texts.get("question.leave-running")
                : texts.of("choice", option.choice());
    }
}
