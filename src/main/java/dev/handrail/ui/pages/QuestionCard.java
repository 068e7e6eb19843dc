package dev.handrail.ui.pages;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Option;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.MergeView;
import dev.handrail.ui.shell.Action;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.StepMarks;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run asks, with all that helps to answer.
final class QuestionCard {
    private static final double ROW = 200;

    private final Desk desk;
    private final Texts texts;
    private final RunModel model;
    private final Run run;
    private final long number;
    private final Question question;
    private final boolean couldBeAnswered;
    private final VBox view;
    private @Nullable TextField input;
    private @Nullable MergeView merge;

    QuestionCard(Desk desk, RunModel model, Run run, Asked asked) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.run = run;
        this.number = asked.seq();
        this.question = asked.question();
        this.couldBeAnswered = answerable();
        this.view = Ui.column(12);
        Notice notice = new Notice(kind(), title(), text());
        view.getChildren().add(notice);
        view.setId("question");
        fill(notice);
    }

    private Notice.Kind kind() {
        return switch (question.kind()) {
            case FAILED -> Notice.Kind.BAD;
            case POINT_OF_NO_RETURN -> tooLate() ? Notice.Kind.BAD : Notice.Kind.WARNING;
            case STUCK, TAKE_OVER -> Notice.Kind.WARNING;
            case MANUAL, MERGE, PROMPT, SECRET -> Notice.Kind.INFO;
        };
    }

    private String title() {
        return QuestionWords.title(texts, run, question);
    }

    private String label(Option option) {
        return QuestionWords.label(texts, question, option);
    }

    /// What is known of a failure stands in a card of its own.
    private String text() {
        String text =
                question.failure().isEmpty()
                        ? question.text()
                        : question.text().lines().findFirst().orElse("");
        return switch (question.kind()) {
            case PROMPT, SECRET -> text;
            case FAILED, MANUAL, MERGE, POINT_OF_NO_RETURN, STUCK, TAKE_OVER -> texts.said(text);
        };
    }

    private void fill(Notice notice) {
        if (question.kind() == Question.Kind.POINT_OF_NO_RETURN) {
            notice.with(Ui.text(texts.get("question.no-return")));
        }
        FailureText.of(texts, run.start().plan(), question).ifPresent(notice::with);
        boolean typed =
                question.kind() == Question.Kind.PROMPT || question.kind() == Question.Kind.SECRET;
        if (typed && answerable()) {
            TextField field =
                    question.kind() == Question.Kind.SECRET ? new PasswordField() : new TextField();
            field.setId("answer");
            field.setAccessibleText(title());
            field.setOnAction(event -> main().run().run());
            input = field;
            notice.with(field);
        }
        if (question.kind() == Question.Kind.MERGE) {
            MergeView files = new MergeView(texts, question.files());
            merge = files;
            view.getChildren().add(files.view());
        }
        if (answerable()) {
            buttons(notice);
        }
        if (question.kind() == Question.Kind.FAILED) {
            seen(notice);
        }
    }

    private void seen(Notice notice) {
        List<String> lines = StepMarks.asked(run).map(StepRun::seen).orElse(List.of());
        if (!lines.isEmpty()) {
            notice.with(
                    Ui.text(texts.get("failure.seen"), "muted"),
                    ScriptView.area(String.join("\n", lines)));
        }
    }

    private void buttons(Notice notice) {
        FlowPane row = new FlowPane(8, 8);
        // Its height is asked for without a width.
        row.prefWrapLengthProperty().bind(Bindings.max(ROW, row.widthProperty()));
        for (Option option : question.options()) {
            if (option.choice() != Choice.CONTINUE || question.options().size() > 1) {
                Button button = Ui.button(label(option), () -> choose(option), style(option));
                button.setId("choice-" + option.choice().name().toLowerCase(java.util.Locale.ROOT));
                row.getChildren().add(button);
            }
        }
        if (question.kind() == Question.Kind.MERGE) {
            row.getChildren().removeIf(node -> "choice-continue".equals(node.getId()));
        }
        if (!row.getChildren().isEmpty()) {
            notice.with(row);
        }
    }

    private String[] style(Option option) {
        if (option.equals(mainOption().orElse(null))) {
            return new String[] {Styles.ACCENT};
        }
        return option.choice() == Choice.ROLL_BACK
                ? new String[] {Styles.DANGER, Styles.BUTTON_OUTLINED}
                : new String[0];
    }

    /// Whether an answer is waited for here and now.
    boolean answerable() {
        return model.waitingProperty().get() != null;
    }

    Node view() {
        return view;
    }

    /// The number of the event that asked.
    long number() {
        return number;
    }

    /// Whether it could be answered when it was shown: only then it has buttons.
    boolean couldBeAnswered() {
        return couldBeAnswered;
    }

    void focus() {
        TextField field = input;
        if (field != null) {
            field.requestFocus();
        }
    }

    private boolean tooLate() {
        return question.text().startsWith(Question.NOT_ENOUGH_TIME);
    }

    private Optional<Option> mainOption() {
        List<Choice> best =
                tooLate()
                        ? List.of(Choice.STOP)
                        : List.of(Choice.CONTINUE, Choice.RECOVER, Choice.RETRY);
        for (Choice choice : best) {
            for (Option option : question.options()) {
                if (option.choice() == choice) {
                    return Optional.of(option);
                }
            }
        }
        return question.options().stream().findFirst();
    }

    /// The one answer that goes on; where the time is not enough for that, the one that does not.
    Action main() {
        Optional<Option> option = mainOption();
        if (option.isEmpty()) {
            return Action.main(
                    texts.get("question.answer"), () -> send(Answer.of(Choice.CONTINUE)));
        }
        MergeView files = merge;
        int open = files == null ? 0 : files.undecided();
        Action action = Action.main(label(option.get()), () -> choose(option.get()));
        return open > 0 ? action.unless(texts.count("merge.undecided", open)) : action;
    }

    /// Calls back when what [#main] says may have changed.
    void onChange(Runnable changed) {
        MergeView files = merge;
        if (files != null) {
            files.onChange(changed);
        }
    }

    private void choose(Option option) {
        if (option.choice() == Choice.ROLL_BACK) {
            new RollbackCard(desk).open(model, run);
        } else if (option.needsReason()) {
            desk.overlay()
                    .reason(
                            label(option),
                            texts.get("question.reason"),
                            label(option),
                            reason -> send(Answer.of(option.choice(), reason)));
        } else {
            TextField field = input;
            MergeView files = merge;
            String text = field == null ? "" : field.getText();
            send(new Answer(option.choice(), text, files == null ? Map.of() : files.takeNew()));
        }
    }

    private void send(Answer answer) {
        model.answer(answer);
    }
}
