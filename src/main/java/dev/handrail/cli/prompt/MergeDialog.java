package dev.handrail.cli.prompt;

import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.run.merge.UnifiedDiff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks about configuration files that differ from those of the new version, one change at a time.
final class MergeDialog {
    private static final Map<String, LineChoice> CHOICES =
            Map.of("m", LineChoice.MINE, "n", LineChoice.NEW, "b", LineChoice.BOTH);

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

    /// Asks for each change which lines to write. Returns the choices by file, in the order of the
    /// changes; empty if the input ends before the last one.
    static Optional<Map<String, List<LineChoice>>> askChanges(
            CommandTerminal terminal, List<FileChange> files) {
        Map<String, List<LineChoice>> taken = new LinkedHashMap<>();
        for (FileChange file : files) {
            Optional<List<LineChoice>> answers = askFile(terminal, file);
            if (answers.isEmpty()) {
                return Optional.empty();
            }
            taken.put(file.mine(), answers.get());
        }
        return Optional.of(taken);
    }

    private static Optional<List<LineChoice>> askFile(CommandTerminal terminal, FileChange file) {
        printHeading(terminal, file);
        List<LineChoice> answers = new ArrayList<>();
        for (LineChange change : file.changes()) {
            printChanges(terminal, change);
            Optional<LineChoice> choice =
                    change.locked()
                            ? askForPlaceholder(terminal)
                            : askChoice(terminal, file, answers);
            if (choice.isEmpty()) {
                return Optional.empty();
            }
            answers.add(choice.get());
        }
        return Optional.of(List.copyOf(answers));
    }

    /// `m` (mine), `n` (new lines) or `b` (both); `d` shows what the choices so far write. Asks
    /// again for anything else; empty if nobody can answer.
    private static Optional<LineChoice> askChoice(
            CommandTerminal terminal, FileChange file, List<LineChoice> before) {
        String prompt = terminal.words(Message.of("cli.merge.choose")) + " ";
        Optional<String> typed = terminal.readLine(prompt).map(String::strip);
        while (typed.isPresent() && !CHOICES.containsKey(typed.get())) {
            if (typed.get().equals("d")) {
                printDifference(terminal, file, before);
            }
            typed = terminal.readLine(prompt).map(String::strip);
        }
        return typed.map(CHOICES::get);
    }

    /// What is not decided yet keeps the admin's lines; what is applied by itself is shown too.
    private static void printDifference(
            CommandTerminal terminal, FileChange file, List<LineChoice> before) {
        List<LineChoice> all = new ArrayList<>(before);
        while (all.size() < file.changes().size()) {
            all.add(LineChoice.MINE);
        }
        file.applied().forEach(change -> all.add(LineChoice.NEW));
        List<String> lines = UnifiedDiff.of(file, all);
        if (lines.isEmpty()) {
            terminal.printLine(Message.of("merge.no-difference"));
        }
        lines.forEach(terminal::printLine);
    }

    /// Takes a placeholder only for the whole word; keeps the value for anything else.
    private static Optional<LineChoice> askForPlaceholder(CommandTerminal terminal) {
        String word = terminal.words(Message.of("cli.merge.placeholder-word"));
        terminal.printLine(Message.of("merge.placeholder"));
        return terminal.readLine(terminal.words(Message.of("cli.merge.placeholder", word)) + " ")
                .map(typed -> typed.strip().equalsIgnoreCase(word))
                .map(taken -> taken ? LineChoice.NEW : LineChoice.MINE);
    }
}
