package dev.handrail.cli;

import dev.handrail.store.AnswerFile;
import dev.handrail.store.AnswerFile.Prepared;
import dev.handrail.store.AnswerFile.Read;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// The options of commands that walk a run.
final class RunOptions {
    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Answers to the questions of the run, as a JSON list; see the README.")
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
    private @Nullable Side merge;

    @Option(
            names = "--take-over",
            description =
                    "Take over the server's lock from a run whose assistant is not heard of any"
                            + " more and of which no step is alive.")
    private boolean takeOver;

    enum Side {
        MINE,
        NEW
    }

    boolean yes() {
        return yes;
    }

    /// Does the work with the answers, or says what is wrong with them.
    int with(Out out, ToIntFunction<Answers> work) {
        Read read = answers == null ? new Read.Answers(List.of()) : AnswerFile.read(answers);
        return switch (read) {
            case Read.Failed failed -> out.problem(failed.problem(), Exit.USAGE);
            case Read.Answers(List<Prepared> all) ->
                    work.applyAsInt(
                            new Answers(
                                    all,
                                    yes,
                                    Optional.ofNullable(merge).map(Side.NEW::equals),
                                    false,
                                    takeOver));
        };
    }
}
