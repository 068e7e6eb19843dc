package dev.handrail.ui.run;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageAction;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.FlowPane;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// The options of a question: their labels, their buttons, and which of them is the main one.
record AnswerOptions(Texts texts, Question question) {
    /// The width in pixels at which the row of buttons wraps.
    private static final double WRAP_WIDTH = 200;

    String optionLabel(AnswerOption option) {
        return QuestionText.optionLabel(texts, question, option);
    }

    /// Returns the option that continues the run, or the one that pauses it when too little time is
    /// left. Without such an option the first one counts; empty when the question has no options.
    Optional<AnswerOption> mainOption() {
        List<Choice> best =
                question.warnsOfTime()
                        ? List.of(Choice.STOP)
                        : List.of(Choice.CONTINUE, Choice.RECOVER, Choice.RETRY);
        return best.stream()
                .flatMap(choice -> findOption(choice).stream())
                .findFirst()
                .or(() -> question.options().stream().findFirst());
    }

    private Optional<AnswerOption> findOption(Choice choice) {
        return question.options().stream().filter(option -> option.choice() == choice).findFirst();
    }

    /// Returns one button for each option that the footer does not offer alone; empty when there is
    /// none. `consent`: the tick without which the run cannot continue; pausing it needs none.
    Optional<Node> buttonRow(Consumer<AnswerOption> choose, @Nullable CheckBox consent) {
        FlowPane row = new FlowPane(8, 8);
        // The parent asks for the height without a width, so the row needs a wrap length.
        row.prefWrapLengthProperty().bind(Bindings.max(WRAP_WIDTH, row.widthProperty()));
        question.options().stream()
                .filter(this::hasButton)
                .map(option -> optionButton(option, choose, consent))
                .forEach(row.getChildren()::add);
        return row.getChildren().isEmpty() ? Optional.empty() : Optional.of(row);
    }

    /// The footer alone offers *Continue* when it is the only option, and for a merge, which the
    /// footer disables until every change has a choice.
    private boolean hasButton(AnswerOption option) {
        boolean needed = question.options().size() > 1 && question.kind() != Question.Kind.MERGE;
        return option.choice() != Choice.CONTINUE || needed;
    }

    /// Returns one action for each option that is not the main one.
    PageAction[] otherActions(Consumer<AnswerOption> choose) {
        return question.options().stream()
                .filter(this::hasButton)
                .map(option -> otherAction(option, () -> choose.accept(option)))
                .toArray(PageAction[]::new);
    }

    private PageAction otherAction(AnswerOption option, Runnable run) {
        return option.choice() == Choice.ROLL_BACK
                ? PageAction.danger(optionLabel(option), run)
                : PageAction.plain(optionLabel(option), run);
    }

    private Button optionButton(
            AnswerOption option, Consumer<AnswerOption> choose, @Nullable CheckBox consent) {
        Button button =
                Ui.button(optionLabel(option), () -> choose.accept(option), optionStyle(option));
        button.setId("choice-" + option.choice().name().toLowerCase(Locale.ROOT));
        if (consent != null && option.choice() == Choice.CONTINUE) {
            button.disableProperty().bind(consent.selectedProperty().not());
        }
        return button;
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
}
