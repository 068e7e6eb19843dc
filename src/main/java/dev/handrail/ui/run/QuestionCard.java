package dev.handrail.ui.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.MergeChoices;
import dev.handrail.ui.merge.MergePrompt;
import dev.handrail.ui.merge.MergeView;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Shows the open question of a run with everything that helps to answer it. The card belongs to
/// one question; the page creates another card for the next one.
final class QuestionCard {
    private final PageContext context;
    private final Texts texts;
    private final RunModel model;
    private final Run run;
    private final long number;
    private final Question question;
    private final AnswerOptions options;
    private final boolean couldBeAnswered;
    private final VBox view = Ui.column(12);
    private @Nullable TextField input;
    private @Nullable MergeView merge;
    private @Nullable MergeChoices mergeChoices;
    private @Nullable CheckBox consent;

    QuestionCard(PageContext context, RunModel model, Run run, QuestionAsked asked) {
        this.context = context;
        this.texts = context.texts();
        this.model = model;
        this.run = run;
        this.number = asked.seq();
        this.question = asked.question();
        this.options = new AnswerOptions(texts, question);
        this.couldBeAnswered = isAnswerable();
        view.setId("question");
        buildCard(new QuestionNotice(texts, run, question));
    }

    /// Shows the question, and what its kind needs: an input field, the changes to merge, the
    /// buttons, or the output of the failure.
    private void buildCard(QuestionNotice content) {
        if (fillsPage()) {
            view.getChildren().add(content.createHeading());
            addMerge();
            return;
        }
        NoticeBox notice = content.createNotice();
        view.getChildren().add(notice);
        if (isAnswerable()) {
            addInput(notice, content.questionTitle());
        }
        addMerge();
        if (isAnswerable()) {
            addConsent(notice);
            options.buttonRow(this::chooseOption, consent).ifPresent(notice::withContent);
        }
        content.addSeenLines(notice);
    }

    /// Adds a field for a text that the step asks for. Enter sends the answer.
    private void addInput(NoticeBox notice, String title) {
        boolean secret = question.kind() == Question.Kind.SECRET;
        if (secret || question.kind() == Question.Kind.PROMPT) {
            TextField field = secret ? new PasswordField() : new TextField();
            field.setId("answer");
            field.setAccessibleText(title);
            field.setOnAction(event -> main().run().run());
            input = field;
            notice.withContent(field);
        }
    }

    /// Adds the changes of a merge; other questions have none.
    private void addMerge() {
        if (question.kind() == Question.Kind.MERGE && hasChanges()) {
            MergeChoices choices =
                    new MergeChoices(question.files(), model.mergeDraft(number), couldBeAnswered);
            MergeView files = new MergeView(texts, new CardPrompt(context.overlay()), choices);
            mergeChoices = choices;
            merge = files;
            view.getChildren().add(Ui.growAlways(files.view()));
        }
    }

    /// Asks and shows on cards above the page.
    private record CardPrompt(Overlay overlay) implements MergePrompt {
        @Override
        public void askToLose(String title, Node content, String yes, Runnable then) {
            overlay.askConfirmation(title, content, yes, true, then);
        }

        @Override
        public void showContent(String title, Node content) {
            overlay.showMessage(title, content, 900);
        }
    }

    /// Adds the tick that a roll-back needs before it replaces rows.
    private void addConsent(NoticeBox notice) {
        if (question.kind() == Question.Kind.DATA_LOSS) {
            CheckBox tick = new CheckBox(texts.get("question.data-loss-consent"));
            tick.setWrapText(true);
            tick.setId("data-loss-consent");
            consent = tick;
            notice.withContent(tick);
        }
    }

    Node view() {
        return view;
    }

    /// The sequence number of the event with the question.
    long eventNumber() {
        return number;
    }

    /// Whether this window can answer the question now. It cannot for a run that is not live.
    boolean isAnswerable() {
        return model.waitingProperty().get() != null;
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
        MergeView files = merge;
        if (files != null && couldBeAnswered) {
            files.requestFocus();
        }
    }

    /// Whether it takes the whole page: a merge that can be answered here.
    boolean fillsPage() {
        return question.kind() == Question.Kind.MERGE && couldBeAnswered && hasChanges();
    }

    private boolean hasChanges() {
        return !question.files().isEmpty();
    }

    /// The other answers, for the footer of a question that takes the whole page.
    PageAction[] otherActions() {
        return options.otherActions(this::chooseOption);
    }

    /// Calls `changed` on the FX thread when the result of [#main] may have changed. Only a merge
    /// and a tick make such changes.
    void onChange(Runnable changed) {
        MergeChoices choices = mergeChoices;
        if (choices != null) {
            choices.onChange(changed);
        }
        CheckBox tick = consent;
        if (tick != null) {
            tick.selectedProperty().addListener((o, old, now) -> changed.run());
        }
    }

    /// Returns the answer that continues the run, or pauses it when too little time is left.
    PageAction main() {
        return options.mainOption()
                .map(this::mainAction)
                .orElseGet(() ->
                        PageAction.main(
                                texts.get("question.answer"),
                                () -> sendAnswer(Answer.of(Choice.CONTINUE))));
    }

    /// The action is disabled without the tick that it needs, and while changes of a merge have no
    /// choice.
    private PageAction mainAction(AnswerOption option) {
        PageAction action =
                PageAction.main(options.optionLabel(option), () -> chooseOption(option));
        return disabledReason(option).map(action::withDisabledReason).orElse(action);
    }

    private Optional<String> disabledReason(AnswerOption option) {
        CheckBox tick = consent;
        if (tick != null && !tick.isSelected() && option.choice() == Choice.CONTINUE) {
            return Optional.of(texts.get("question.data-loss-tick"));
        }
        if (Optional.ofNullable(mergeChoices).filter(MergeChoices::hasStars).isPresent()) {
            return Optional.of(texts.get("merge.typed-stars"));
        }
        int undecided = Optional.ofNullable(mergeChoices).map(MergeChoices::openCount).orElse(0);
        return undecided > 0
                ? Optional.of(texts.pluralText("merge.undecided", undecided))
                : Optional.empty();
    }

    /// Sends the answer. A roll-back first shows its plan, and some options first ask for a reason.
    private void chooseOption(AnswerOption option) {
        if (option.choice() == Choice.ROLL_BACK) {
            new RollbackCard(context).openCard(model, run);
        } else if (option.needsReason()) {
            askForReason(option);
        } else {
            sendAnswer(createAnswer(option.choice()));
        }
    }

    private void askForReason(AnswerOption option) {
        String label = options.optionLabel(option);
        context.overlay()
                .askForReason(
                        label,
                        texts.get("question.reason"),
                        label,
                        reason -> sendAnswer(Answer.of(option.choice(), reason)));
    }

    /// Returns the answer with the typed text and the choices of the merge.
    private Answer createAnswer(Choice choice) {
        TextField field = input;
        MergeChoices choices = mergeChoices;
        String text = field == null ? "" : field.getText();
        return choices == null ? Answer.of(choice, text) : choices.toAnswer(choice, text);
    }

    private void sendAnswer(Answer answer) {
        model.answerQuestion(answer);
    }
}
