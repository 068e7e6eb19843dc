package dev.handrail.cli;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.run.Admin;
import dev.handrail.store.AnswerFile.Prepared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers a run's questions: from what was written down before, by `--yes`, or by asking on the
/// terminal.
final class TerminalAdmin implements Admin {
    private final Terminal terminal;
    private final Follower follower;
    private final List<Prepared> prepared;
    private final Answers answers;
    private final boolean ask;

    /// `ask`: whether to turn to a person when nothing else answers.
    TerminalAdmin(Terminal terminal, Follower follower, Answers answers, boolean ask) {
        this.terminal = terminal;
        this.follower = follower;
        this.prepared = new ArrayList<>(answers.prepared());
        this.answers = answers;
        this.ask = ask && terminal.interactive();
    }

    @Override
    public Optional<Answer> ask(Question question) {
        String step = follower.currentStep();
        Optional<Prepared> ready =
                prepared.stream().filter(each -> each.fits(step, question)).findFirst();
        if (ready.isPresent()) {
            // Each answers once, or an answer "retry" would go round for ever.
            prepared.remove(ready.get());
            return Optional.of(ready.get().answer(question));
        }
        if (question.kind() == Kind.MERGE && answers.takeNew().isPresent()) {
            return Optional.of(merged(question.files(), answers.takeNew().get()));
        }
        if (confirmed(question.kind()) && plain(question)) {
            return Optional.of(Answer.of(Choice.CONTINUE));
        }
        return ask ? dialog(question) : Optional.empty();
    }

    /// Whether going on needs neither a reason nor a second thought.
    private static boolean plain(Question question) {
        return !question.failure().equals(Question.NOT_DONE)
                && question.options().stream()
                        .noneMatch(o -> o.choice() == Choice.CONTINUE && o.needsReason());
    }

    private boolean confirmed(Kind kind) {
        return switch (kind) {
            case MANUAL -> answers.yes() || answers.usual();
            case POINT_OF_NO_RETURN -> answers.usual();
            case TAKE_OVER -> answers.takeOver();
            case FAILED, STUCK, MERGE, PROMPT, SECRET -> false;
        };
    }

    private static Answer merged(List<Question.FileChange> files, boolean takeNew) {
        Map<String, List<Boolean>> taken = new LinkedHashMap<>();
        files.forEach(file ->
                taken.put(file.mine(), Collections.nCopies(file.changes().size(), takeNew)));
        return new Answer(Choice.CONTINUE, "", taken);
    }

    private Optional<Answer> dialog(Question question) {
        terminal.say("");
        terminal.say("?? " + question.title());
        if (!question.text().isBlank()) {
            terminal.say(question.text().strip());
        }
        return switch (question.kind()) {
            case PROMPT -> terminal.line("> ").map(text -> Answer.of(Choice.CONTINUE, text));
            case SECRET ->
                    terminal.secret("(not shown) > ")
                            .map(text -> Answer.of(Choice.CONTINUE, new String(text)));
            case MERGE -> {
                MergeDialog.show(terminal, question.files());
                terminal.say("");
                yield choose(question.options()).flatMap(chosen -> merged(chosen, question));
            }
            case FAILED, STUCK, MANUAL, POINT_OF_NO_RETURN, TAKE_OVER ->
                    choose(question.options()).flatMap(this::reasoned);
        };
    }

    private Optional<Question.Option> choose(List<Question.Option> options) {
        for (int i = 0; i < options.size(); i++) {
            terminal.say("  [" + (i + 1) + "] " + options.get(i).label());
        }
        while (true) {
            Optional<String> typed = terminal.line("Your choice [1-" + options.size() + "]: ");
            if (typed.isEmpty()) {
                return Optional.empty();
            }
            String text = typed.get().strip();
            if (text.matches("[0-9]{1,3}")
                    && !text.matches("0+")
                    && Integer.parseInt(text) <= options.size()) {
                return Optional.of(options.get(Integer.parseInt(text) - 1));
            }
        }
    }

    private Optional<Answer> reasoned(Question.Option option) {
        if (!option.needsReason()) {
            return Optional.of(Answer.of(option.choice()));
        }
        return terminal.line("Why (this is written down): ")
                .filter(reason -> !reason.isBlank())
                .map(reason -> Answer.of(option.choice(), reason.strip()));
    }

    private Optional<Answer> merged(Question.Option chosen, Question question) {
        if (chosen.choice() != Choice.CONTINUE) {
            return reasoned(chosen);
        }
        return MergeDialog.ask(terminal, question.files())
                .map(taken -> new Answer(Choice.CONTINUE, "", taken));
    }

    /// What to say when nobody answered.
    static String howToAnswer(Question question, String run) {
        String choices =
                String.join(
                        ", ", question.options().stream().map(o -> View.word(o.choice())).toList());
        return "It waits for an answer (%s: %s). Run: handrail resume %s, in a terminal or with --answers FILE."
                .formatted(View.word(question.kind()), choices, run);
    }
}
