package dev.handrail.cli.option;

import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.prompt.UnattendedAnswers;
import dev.handrail.model.Message;
import dev.handrail.store.AnswerFile;
import dev.handrail.store.AnswerFile.AnswersResult;
import dev.handrail.store.AnswerFile.PreparedAnswer;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// The options of commands that start or resume a run.
public final class RunOptions {
    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Answers to the questions of the run, as a JSON list; see the guide.")
    private @Nullable Path answers;

    @Option(
            names = {"-y", "--yes"},
            description =
                    "Confirm the start and manual steps. A point of no return is never confirmed by"
                            + " this.")
    private boolean yes;

    @Option(
            names = "--merge",
            paramLabel = "mine|new",
            description = "In all configuration files, keep what is yours or take the new lines.")
    private @Nullable MergeSide merge;

    @Option(
            names = "--take-over",
            description =
                    "Take over the server's lock from a run whose assistant is not heard of any"
                            + " more and of which no step is alive.")
    private boolean takeOver;

    @Option(
            names = "--accept-data-loss",
            description =
                    "Let a roll-back restore the backup although rows were written since. Handrail"
                            + " keeps the present data beside it. --yes alone does not do that.")
    private boolean dataLoss;

    /// Whose lines `--merge` puts into configuration files.
    enum MergeSide {
        MINE,
        NEW
    }

    /// Asks for consent unless `--yes` gives it. With JSON nobody is asked, so the answer is no.
    public boolean confirmStart(CommandOutput out, Message question) {
        return yes || (!out.isJson() && out.commandTerminal().confirm(question));
    }

    /// Reports that the start needs consent, and how a script gives it.
    public static int reportUnconfirmed(CommandOutput out) {
        return out.reportProblem(
                "answer.start",
                Message.of("cli.unconfirmed.what"),
                Message.of("cli.upgrade.unconfirmed.todo"),
                ExitCodes.ANSWER_NEEDED);
    }

    /// Reads the answer file and does the work with all answers. If the file is wrong, it reports
    /// that and does nothing. Returns the exit code.
    public int withAnswers(CommandOutput out, ToIntFunction<UnattendedAnswers> work) {
        Path file = answers;
        AnswersResult result =
                file == null ? new AnswersResult.Answers(List.of()) : AnswerFile.readAnswers(file);
        return switch (result) {
            case AnswersResult.Failed failed ->
                    out.reportProblem(failed.problem(), ExitCodes.USAGE);
            case AnswersResult.Answers(List<PreparedAnswer> prepared) ->
                    work.applyAsInt(withOptions(prepared));
        };
    }

    private UnattendedAnswers withOptions(List<PreparedAnswer> prepared) {
        Optional<Boolean> takeNew = Optional.ofNullable(merge).map(MergeSide.NEW::equals);
        return new UnattendedAnswers(prepared, yes, takeNew, false, takeOver, dataLoss);
    }
}
