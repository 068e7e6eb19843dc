package dev.handrail.ui.run;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.ScriptView;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.MergeView;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageContext;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows the open question of a run with everything that helps to answer it. The card belongs to
/// one question; the page creates another card for the next one.
final class QuestionCard {
    private static final double ROW = 200;

    private final PageContext context;
    private final Texts texts;
    private final RunModel model;
    private final Run run;
    private final long number;
    private final Question question;
    private final boolean couldBeAnswered;
    private final VBox view;
    private @Nullable TextField input;
    private @Nullable MergeView merge;
    private @Nullable CheckBox consent;

    QuestionCard(PageContext context, RunModel model, Run run, QuestionAsked asked) {
        this.context = context;
        this.texts = context.texts();
        this.model = model;
        this.run = run;
        this.number = asked.seq();
        this.question = asked.question();
        this.couldBeAnswered = isAnswerable();
        this.view = Ui.column(12);
        NoticeBox notice = new NoticeBox(noticeKind(), questionTitle(), questionText());
        view.getChildren().add(notice);
        view.setId("question");
        addContent(notice);
    }

    /// A failure is shown as bad, and so is a point of no return when the maintenance window leaves
    /// too little time.
    private NoticeBox.NoticeKind noticeKind() {
        return switch (question.kind()) {
            case FAILED -> NoticeBox.NoticeKind.BAD;
            case POINT_OF_NO_RETURN ->
                    isTooLate() ? NoticeBox.NoticeKind.BAD : NoticeBox.NoticeKind.WARNING;
            case STUCK, TAKE_OVER, DATA_LOSS -> NoticeBox.NoticeKind.WARNING;
            case MANUAL, MERGE, PROMPT, SECRET -> NoticeBox.NoticeKind.INFO;
        };
    }

    private String questionTitle() {
        return QuestionText.questionTitle(texts, run, question);
    }

    private String optionLabel(AnswerOption option) {
        return QuestionText.optionLabel(texts, question, option);
    }

    /// Returns only the first line for a known failure, because [KnownFailureCard] shows the rest.
    private String questionText() {
        String text = texts.inUserLanguage(question.text());
        return question.failure().isEmpty() ? text : text.lines().findFirst().orElse("");
    }

    /// Adds what the kind of question needs: a warning, a known failure, an input field, the
    /// changes to merge, the buttons, or the output of the failure. Enter in the input field sends
    /// the answer.
    private void addContent(NoticeBox notice) {
        if (question.kind() == Question.Kind.POINT_OF_NO_RETURN) {
            notice.withContent(Ui.wrappedText(texts.get("question.no-return")));
        }
        KnownFailureCard.of(texts, run.start().plan(), question).ifPresent(notice::withContent);
        boolean typed =
                question.kind() == Question.Kind.PROMPT || question.kind() == Question.Kind.SECRET;
        if (typed && isAnswerable()) {
            TextField field =
                    question.kind() == Question.Kind.SECRET ? new PasswordField() : new TextField();
            field.setId("answer");
            field.setAccessibleText(questionTitle());
            field.setOnAction(event -> main().run().run());
            input = field;
            notice.withContent(field);
        }
        if (question.kind() == Question.Kind.MERGE) {
            MergeView files = new MergeView(texts, question.files());
            merge = files;
            view.getChildren().add(files.view());
        }
        if (question.kind() == Question.Kind.DATA_LOSS && isAnswerable()) {
            CheckBox tick = new CheckBox(texts.get("question.data-loss-consent"));
            tick.setWrapText(true);
            tick.setId("data-loss-consent");
            consent = tick;
            notice.withContent(tick);
        }
        if (isAnswerable()) {
            addButtons(notice);
        }
        if (question.kind() == Question.Kind.FAILED) {
            addSeenLines(notice);
        }
    }

    /// Adds the lines of output in which Handrail saw the failure, if there are any.
    private void addSeenLines(NoticeBox notice) {
        List<String> lines = RunSteps.findAskedStep(run).map(StepRun::seen).orElse(List.of());
        if (!lines.isEmpty()) {
            notice.withContent(
                    Ui.wrappedText(texts.get("failure.seen"), "muted"),
                    ScriptView.textArea(String.join("\n", lines)));
        }
    }

    /// Adds one button for each option. The footer alone offers *Continue* when it is the only
    /// option, and for a merge, which the footer disables until every change has a choice.
    private void addButtons(NoticeBox notice) {
        FlowPane row = new FlowPane(8, 8);
        // The parent asks for the height without a width, so the row needs a wrap length.
        row.prefWrapLengthProperty().bind(Bindings.max(ROW, row.widthProperty()));
        for (AnswerOption option : question.options()) {
            if (option.choice() != Choice.CONTINUE || question.options().size() > 1) {
                Button button =
                        Ui.button(
                                optionLabel(option),
                                () -> chooseOption(option),
                                optionStyle(option));
                button.setId("choice-" + option.choice().name().toLowerCase(java.util.Locale.ROOT));
                requireConsent(option, button);
                row.getChildren().add(button);
            }
        }
        if (question.kind() == Question.Kind.MERGE) {
            row.getChildren().removeIf(node -> "choice-continue".equals(node.getId()));
        }
        if (!row.getChildren().isEmpty()) {
            notice.withContent(row);
        }
    }

    /// Without the tick the roll-back cannot continue; pausing it needs none.
    private void requireConsent(AnswerOption option, Button button) {
        CheckBox tick = consent;
        if (tick != null && option.choice() == Choice.CONTINUE) {
            button.disableProperty().bind(tick.selectedProperty().not());
        }
    }

    /// Highlights the main option and marks the roll-back as dangerous.
    private String[] optionStyle(AnswerOption option) {
        if (option.equals(mainOption().orElse(null))) {
            return new String[] {Styles.ACCENT};
        }
        return option.choice() == Choice.ROLL_BACK
                ? new String[] {Styles.DANGER, Styles.BUTTON_OUTLINED}
                : new String[0];
    }

    /// Whether this window can answer the question now. It cannot for a run that is not live.
    boolean isAnswerable() {
        return model.waitingProperty().get() != null;
    }

    Node view() {
        return view;
    }

    /// The sequence number of the event with the question.
    long eventNumber() {
        return number;
    }

    /// Whether the question was answerable when the card was created. Only then the card has
    /// buttons.
    boolean wasAnswerable() {
        return couldBeAnswered;
    }

    /// Moves the focus to the input field; does nothing when the question has none.
    void focusInput() {
        TextField field = input;
        if (field != null) {
            field.requestFocus();
        }
    }

    /// Whether the rest of the maintenance window is too short for what follows.
    private boolean isTooLate() {
        return question.warnsOfTime();
    }

    /// Returns the option that continues the run, or the one that pauses it when too little time is
    /// left. Without such an option the first one counts; empty when the question has no options.
    private Optional<AnswerOption> mainOption() {
        List<Choice> best =
                isTooLate()
                        ? List.of(Choice.STOP)
                        : List.of(Choice.CONTINUE, Choice.RECOVER, Choice.RETRY);
        for (Choice choice : best) {
            for (AnswerOption option : question.options()) {
                if (option.choice() == choice) {
                    return Optional.of(option);
                }
            }
        }
        return question.options().stream().findFirst();
    }

    /// Returns the answer that continues the run, or pauses it when too little time is left. It is
    /// disabled while changes of a merge have no choice.
    PageAction main() {
        Optional<AnswerOption> option = mainOption();
        if (option.isEmpty()) {
            return PageAction.main(
                    texts.get("question.answer"), () -> sendAnswer(Answer.of(Choice.CONTINUE)));
        }
        MergeView files = merge;
        int open = files == null ? 0 : files.undecidedCount();
        PageAction action =
                PageAction.main(optionLabel(option.get()), () -> chooseOption(option.get()));
        if (consent != null && !consent.isSelected() && option.get().choice() == Choice.CONTINUE) {
            return action.withDisabledReason(texts.get("question.data-loss-tick"));
        }
        return open > 0
                ? action.withDisabledReason(texts.pluralText("merge.undecided", open))
                : action;
    }

    /// Calls `changed` on the FX thread when the result of [#main] may have changed. Only a merge
    /// and a tick make such changes.
    void onChange(Runnable changed) {
        MergeView files = merge;
        if (files != null) {
            files.onChange(changed);
        }
        CheckBox tick = consent;
        if (tick != null) {
            tick.selectedProperty().addListener((o, old, now) -> changed.run());
        }
    }

    /// Sends the answer. A roll-back first shows its plan, and some options first ask for a reason.
    private void chooseOption(AnswerOption option) {
        if (option.choice() == Choice.ROLL_BACK) {
            new RollbackCard(context).openCard(model, run);
        } else if (option.needsReason()) {
            context.overlay()
                    .askForReason(
                            optionLabel(option),
                            texts.get("question.reason"),
                            optionLabel(option),
                            reason -> sendAnswer(Answer.of(option.choice(), reason)));
        } else {
            TextField field = input;
            MergeView files = merge;
            String text = field == null ? "" : field.getText();
            sendAnswer(
                    new Answer(
                            option.choice(),
                            text,
                            files == null ? Map.of() : files.choicesByFile()));
        }
    }

    private void sendAnswer(Answer answer) {
        model.answerQuestion(answer);
    }
}
