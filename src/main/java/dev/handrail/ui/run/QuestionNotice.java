package dev.handrail.ui.run;

import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.ScriptView;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import java.util.List;

/// Puts a question into words: its title, its text, and what is known about a failure.
record QuestionNotice(Texts texts, Run run, Question question) {

    /// Returns the notice with a warning before a point of no return, and with the known failure.
    NoticeBox createNotice() {
        NoticeBox notice = new NoticeBox(noticeKind(), questionTitle(), questionText());
        if (question.kind() == Question.Kind.POINT_OF_NO_RETURN) {
            notice.withContent(Ui.wrappedText(texts.get("question.no-return")));
        }
        KnownFailureCard.of(texts, run.start().plan(), question).ifPresent(notice::withContent);
        return notice;
    }

    /// Returns title and text in as little space as they need.
    Node createHeading() {
        Label title = Ui.label(questionTitle(), "section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label text = Ui.wrappedText(questionText(), "muted");
        return Ui.row(14, title, Ui.growAlways(text));
    }

    /// A failure is shown as bad, and so is a point of no return when the maintenance window leaves
    /// too little time.
    private NoticeBox.NoticeKind noticeKind() {
        return switch (question.kind()) {
            case FAILED -> NoticeBox.NoticeKind.BAD;
            case POINT_OF_NO_RETURN ->
                    question.warnsOfTime()
                            ? NoticeBox.NoticeKind.BAD
                            : NoticeBox.NoticeKind.WARNING;
            case STUCK, TAKE_OVER, DATA_LOSS -> NoticeBox.NoticeKind.WARNING;
            case MANUAL, MERGE, PROMPT, SECRET -> NoticeBox.NoticeKind.INFO;
        };
    }

    String questionTitle() {
        return QuestionText.questionTitle(texts, run, question);
    }

    /// Returns only the first line for a known failure, because [KnownFailureCard] shows the rest.
    private String questionText() {
        String text = texts.inUserLanguage(question.text());
        return question.failure().isEmpty() ? text : text.lines().findFirst().orElse("");
    }

    /// Adds the lines of output in which Handrail saw a failure, if there are any.
    void addSeenLines(NoticeBox notice) {
        List<String> lines = RunSteps.findAskedStep(run).map(StepRun::seen).orElse(List.of());
        if (question.kind() == Question.Kind.FAILED && !lines.isEmpty()) {
            notice.withContent(
                    Ui.wrappedText(texts.get("failure.seen"), "muted"),
                    ScriptView.textArea(String.join("\n", lines)));
        }
    }
}
