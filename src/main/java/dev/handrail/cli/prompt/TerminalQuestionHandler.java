package dev.handrail.cli.prompt;

import dev.handrail.cli.json.StableNames;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.RunPrinter;
import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.run.QuestionHandler;
import dev.handrail.store.AnswerFile.PreparedAnswer;
import dev.handrail.store.settings.MergeDrafts;
import dev.handrail.store.settings.MergeDrafts.QuestionDraft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Answers the questions of a run: from a file of prepared answers, by options such as `--yes`, or
/// by asking on the terminal, in this order.
public final class TerminalQuestionHandler implements QuestionHandler {
    private final CommandTerminal terminal;
    private final RunPrinter printer;
    private final List<PreparedAnswer> prepared;
    private final UnattendedAnswers answers;
    private final boolean ask;
    private Optional<MergeDrafts> drafts = Optional.empty();
    private ExternalEditor editor = ExternalEditor.ofEnvironment(System.getenv());
    private volatile boolean lastPrepared;

    /// `ask`: whether to ask a person if nothing else answers. An unattended terminal never asks.
    public TerminalQuestionHandler(
            CommandTerminal terminal, RunPrinter printer, UnattendedAnswers answers, boolean ask) {
        this.terminal = terminal;
        this.printer = printer;
        this.prepared = new ArrayList<>(answers.prepared());
        this.answers = answers;
        this.ask = ask && terminal.isInteractive();
    }

    /// Keeps the choices of merges from now on, and proposes those that were kept before.
    public TerminalQuestionHandler withDrafts(MergeDrafts kept) {
        drafts = Optional.of(kept);
        return this;
    }

    /// Lets the person type in this editor. `command`: as a shell would run it, without the file.
    public TerminalQuestionHandler withEditor(String command) {
        editor = new ExternalEditor(command);
        return this;
    }

    @Override
    public Optional<Answer> answerQuestion(Question question) {
        Optional<Answer> ready = takePrepared(question).or(() -> answerUnprepared(question));
        lastPrepared = ready.isPresent();
        return ready.or(() -> ask ? askOnTerminal(question) : Optional.empty());
    }

    @Override
    public boolean wasPrepared() {
        return lastPrepared;
    }

    /// Each prepared answer answers once: an answer "retry" would repeat for ever. One for a merge
    /// serves for the step that asks as well as for the one that writes.
    private Optional<Answer> takePrepared(Question question) {
        Optional<PreparedAnswer> fitting =
                findPrepared(printer.currentStep(), question)
                        .or(() ->
                                printer.partnerStep()
                                        .filter(step -> question.kind() == Kind.MERGE)
                                        .flatMap(step -> findPrepared(step, question)));
        fitting.ifPresent(prepared::remove);
        fitting.ifPresent(answer ->
                MergeDialog.printLockedChanges(terminal, answer.filesTakenWhole(question)));
        return fitting.filter(answer -> !lacksReason(answer, question))
                .map(answer -> answer.toAnswer(question));
    }

    /// Says so, since the run takes no such answer.
    private boolean lacksReason(PreparedAnswer answer, Question question) {
        boolean lacks =
                answer.text().isBlank()
                        && question.options().stream()
                                .anyMatch(o -> o.choice() == answer.choice() && o.needsReason());
        if (lacks) {
            terminal.printLine(
                    Message.of(
                            "cli.answer.needs-reason", StableNames.toKebabCase(answer.choice())));
        }
        return lacks;
    }

    /// No option answers where a prepared answer names settings about which it cannot decide: the
    /// person wanted something else.
    private Optional<Answer> answerUnprepared(Question question) {
        Optional<String> unusable = findUnusable(question);
        unusable.ifPresent(
                names -> terminal.printLine(Message.of("cli.answer.unusable-settings", names)));
        return unusable.isPresent() ? Optional.empty() : answerByOptions(question);
    }

    /// The names for which a prepared answer that is meant for this step does not answer.
    private Optional<String> findUnusable(Question question) {
        List<String> steps =
                Stream.concat(Stream.of(printer.currentStep()), printer.partnerStep().stream())
                        .toList();
        return prepared.stream()
                .filter(answer ->
                        steps.stream().anyMatch(step -> answer.isMeantFor(step, question)))
                .map(answer -> String.join(", ", answer.findUnusableSettings(question)))
                .filter(names -> !names.isEmpty())
                .findFirst();
    }

    private Optional<PreparedAnswer> findPrepared(String step, Question question) {
        return prepared.stream()
                .filter(answer -> answer.matchesQuestion(step, question))
                .findFirst();
    }

    private Optional<Answer> answerByOptions(Question question) {
        if (question.kind() == Kind.MERGE) {
            return answers.takeNew().map(takeNew -> mergeAnswer(question.files(), takeNew));
        }
        return isConfirmed(question.kind()) && needsNoReason(question)
                ? Optional.of(Answer.of(Choice.CONTINUE))
                : Optional.empty();
    }

    /// False if the run may only continue with a reason, or if the step is not done: an option must
    /// not confirm that without a person.
    private static boolean needsNoReason(Question question) {
        return !question.failure().equals(Question.NOT_DONE)
                && question.options().stream()
                        .noneMatch(o -> o.choice() == Choice.CONTINUE && o.needsReason());
    }

    /// Whether the options confirm questions of this kind. No option answers for failures or
    /// secrets.
    private boolean isConfirmed(Kind kind) {
        return switch (kind) {
            case MANUAL -> answers.yes() || answers.usual();
            case POINT_OF_NO_RETURN -> answers.usual();
            case TAKE_OVER -> answers.takeOver();
            case DATA_LOSS -> answers.dataLoss();
            case FAILED, STUCK, MERGE, PROMPT, SECRET -> false;
        };
    }

    /// Gives the same answer for every change of every file.
    private Answer mergeAnswer(List<Question.FileChange> files, boolean takeNew) {
        Map<String, List<Boolean>> taken = new LinkedHashMap<>();
        files.forEach(file -> taken.put(file.mine(), file.chooseAll(takeNew)));
        if (takeNew) {
            MergeDialog.printLockedChanges(terminal, files);
        }
        return new Answer(Choice.CONTINUE, "", taken);
    }

    /// Shows the question and waits for the answer; empty if the input ends.
    private Optional<Answer> askOnTerminal(Question question) {
        printQuestion(question);
        return switch (question.kind()) {
            case PROMPT -> terminal.readLine("> ").map(text -> Answer.of(Choice.CONTINUE, text));
            case SECRET -> askSecret();
            case MERGE -> askMerge(question);
            case DATA_LOSS -> askForWord();
            case FAILED, STUCK, MANUAL, POINT_OF_NO_RETURN, TAKE_OVER ->
                    chooseOption(question.options()).flatMap(this::answerWithReason);
        };
    }

    private void printQuestion(Question question) {
        terminal.printLine("");
        terminal.printLine("?? " + terminal.words(question.title()));
        if (!question.text().isEmpty()) {
            terminal.printLine(terminal.words(question.text()).strip());
        }
    }

    private Optional<Answer> askSecret() {
        return terminal.readSecret(terminal.words(Message.of("cli.answer.hidden")) + " > ")
                .map(text -> Answer.of(Choice.CONTINUE, new String(text)));
    }

    private Optional<Answer> askMerge(Question question) {
        MergeDialog.printChanges(terminal, question.files());
        terminal.printLine("");
        return chooseOption(question.options()).flatMap(chosen -> mergeAnswer(chosen, question));
    }

    /// The roll-back starts only if the person types the whole word; anything else pauses it.
    private Optional<Answer> askForWord() {
        String word = terminal.words(Message.of("cli.answer.data-loss.word"));
        return terminal.readLine(terminal.words(Message.of("cli.answer.data-loss", word)) + " ")
                .map(typed -> typed.strip().equalsIgnoreCase(word))
                .map(agreed -> Answer.of(agreed ? Choice.CONTINUE : Choice.STOP));
    }

    /// Asks until the person types the number of an option, counted from 1; empty if the input
    /// ends.
    private Optional<Question.AnswerOption> chooseOption(List<Question.AnswerOption> options) {
        for (int i = 0; i < options.size(); i++) {
            terminal.printLine("  [" + (i + 1) + "] " + terminal.words(options.get(i).label()));
        }
        String prompt = terminal.words(Message.of("cli.answer.choose", options.size())) + " ";
        Optional<String> typed = terminal.readLine(prompt);
        while (typed.isPresent() && findOption(options, typed.get()).isEmpty()) {
            typed = terminal.readLine(prompt);
        }
        return typed.flatMap(text -> findOption(options, text));
    }

    private static Optional<Question.AnswerOption> findOption(
            List<Question.AnswerOption> options, String typed) {
        String text = typed.strip();
        int number = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        return number >= 1 && number <= options.size()
                ? Optional.of(options.get(number - 1))
                : Optional.empty();
    }

    /// Asks for the reason if the option needs one. Without a reason there is no answer.
    private Optional<Answer> answerWithReason(Question.AnswerOption option) {
        if (!option.needsReason()) {
            return Optional.of(Answer.of(option.choice()));
        }
        return terminal.readLine(terminal.words(Message.of("cli.answer.reason")) + " ")
                .filter(reason -> !reason.isBlank())
                .map(reason -> Answer.of(option.choice(), reason.strip()));
    }

    /// Asks about each change only if the person chose to continue.
    private Optional<Answer> mergeAnswer(Question.AnswerOption chosen, Question question) {
        if (chosen.choice() != Choice.CONTINUE) {
            return answerWithReason(chosen);
        }
        QuestionDraft draft = drafts.flatMap(printer::findDraft).orElse(QuestionDraft.NONE);
        return MergeDialog.askChanges(terminal, question.files(), editor, draft);
    }

    /// Tells the admin how to answer an open question with options or an answer file.
    public static Message howToAnswer(Question question, String run) {
        if (question.kind() == Kind.DATA_LOSS) {
            return Message.of("cli.answer.data-loss-needed", run);
        }
        String choices =
                String.join(
                        ", ",
                        question.options().stream()
                                .map(o -> StableNames.toKebabCase(o.choice()))
                                .toList());
        return Message.of(
                "cli.answer.needed", StableNames.toKebabCase(question.kind()), choices, run);
    }
}
