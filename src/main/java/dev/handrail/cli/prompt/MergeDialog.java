package dev.handrail.cli.prompt;

import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.model.Message;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks about configuration files that differ from those of the new version, one change at a time.
final class MergeDialog {
    private MergeDialog() {}

    /// Prints all changes of all files: lines with `-` are in the admin's file, those with `+` in
    /// the new one.
    static void printChanges(CommandTerminal terminal, List<FileChange> files) {
        for (FileChange file : files) {
            printHeading(terminal, file);
            printSources(terminal, file);
            file.applied().forEach(change -> printChanges(terminal, change));
            file.changes().forEach(change -> printChanges(terminal, change));
        }
    }

    private static void printHeading(CommandTerminal terminal, FileChange file) {
        terminal.printLine("");
        terminal.printLine(Message.of("cli.merge.files", file.mine(), file.fresh()));
    }

    /// Says what Handrail does by itself, and what it cannot know.
    private static void printSources(CommandTerminal terminal, FileChange file) {
        if (!file.withBase()) {
            terminal.printLine(Message.of("merge.no-base"));
        }
        if (!file.applied().isEmpty()) {
            terminal.printLine(Message.of("merge.applied", file.applied().size()));
        }
    }

    /// Says how many placeholders a choice for all changes has left out.
    static void printLockedChanges(CommandTerminal terminal, List<FileChange> files) {
        int locked = files.stream().mapToInt(FileChange::lockedCount).sum();
        if (locked > 0) {
            terminal.printLine(Message.of("merge.placeholders-left", locked));
        }
    }

    private static void printChanges(CommandTerminal terminal, LineChange change) {
        terminal.printLine(
                "@@ "
                        + terminal.words(
                                Message.of(
                                        "cli.merge.lines",
                                        Integer.toString(change.mineLine()),
                                        Integer.toString(change.freshLine()))));
        change.mine().forEach(line -> terminal.printLine("- " + line));
        change.fresh().forEach(line -> terminal.printLine("+ " + line));
    }

    /// Asks for each change whether to take the new lines. Returns the answers by file, in the
    /// order of the changes; empty if the input ends before the last one.
    static Optional<Map<String, List<Boolean>>> askChanges(
            CommandTerminal terminal, List<FileChange> files) {
        Map<String, List<Boolean>> taken = new LinkedHashMap<>();
        for (FileChange file : files) {
            Optional<List<Boolean>> answers = askFile(terminal, file);
            if (answers.isEmpty()) {
                return Optional.empty();
            }
            taken.put(file.mine(), answers.get());
        }
        return Optional.of(taken);
    }

    private static Optional<List<Boolean>> askFile(CommandTerminal terminal, FileChange file) {
        printHeading(terminal, file);
        List<Boolean> answers = new ArrayList<>();
        for (LineChange change : file.changes()) {
            printChanges(terminal, change);
            Optional<Boolean> takeNew =
                    change.locked() ? askForPlaceholder(terminal) : askTakeNew(terminal);
            if (takeNew.isEmpty()) {
                return Optional.empty();
            }
            answers.add(takeNew.get());
        }
        return Optional.of(List.copyOf(answers));
    }

    /// True for `n` (new lines), false for `m` (mine). Asks again for anything else; empty if
    /// nobody can answer.
    private static Optional<Boolean> askTakeNew(CommandTerminal terminal) {
        String prompt = terminal.words(Message.of("cli.merge.choose")) + " ";
        Optional<String> typed = terminal.readLine(prompt).map(String::strip);
        while (typed.isPresent() && !typed.get().equals("m") && !typed.get().equals("n")) {
            typed = terminal.readLine(prompt).map(String::strip);
        }
        return typed.map("n"::equals);
    }

    /// Takes a placeholder only for the whole word; keeps the value for anything else.
    private static Optional<Boolean> askForPlaceholder(CommandTerminal terminal) {
        String word = terminal.words(Message.of("cli.merge.placeholder-word"));
        terminal.printLine(Message.of("merge.placeholder"));
        return terminal.readLine(terminal.words(Message.of("cli.merge.placeholder", word)) + " ")
                .map(typed -> typed.strip().equalsIgnoreCase(word));
    }
}
