package dev.handrail.cli.prompt;

import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes through configuration files that differ, change by change.
final class MergeDialog {
    private MergeDialog() {}

    /// All that differs.
    static void printChanges(CommandTerminal terminal, List<FileChange> files) {
        for (FileChange file : files) {
            printHeading(terminal, file);
            file.changes().forEach(change -> printChanges(terminal, change));
        }
    }

    private static void printHeading(CommandTerminal terminal, FileChange file) {
        terminal.printLine("");
        terminal.printLine(file.mine() + " (yours) and " + file.fresh() + " (new):");
    }

    private static void printChanges(CommandTerminal terminal, LineChange change) {
        terminal.printLine(
                "@@ line " + change.mineLine() + " (yours), line " + change.freshLine() + " (new)");
        change.mine().forEach(line -> terminal.printLine("- " + line));
        change.fresh().forEach(line -> terminal.printLine("+ " + line));
    }

    /// By file, for each change whether to take the new lines; empty when nobody answers any more.
    static Optional<Map<String, List<Boolean>>> askChanges(
            CommandTerminal terminal, List<FileChange> files) {
        Map<String, List<Boolean>> taken = new LinkedHashMap<>();
        for (FileChange file : files) {
            printHeading(terminal, file);
            List<Boolean> each = new ArrayList<>();
            for (LineChange change : file.changes()) {
                printChanges(terminal, change);
                Optional<Boolean> fresh = askTakeNew(terminal);
                if (fresh.isEmpty()) {
                    return Optional.empty();
                }
                each.add(fresh.get());
            }
            taken.put(file.mine(), List.copyOf(each));
        }
        return Optional.of(taken);
    }

    private static Optional<Boolean> askTakeNew(CommandTerminal terminal) {
        while (true) {
            Optional<String> typed = terminal.readLine("Keep mine (m) or take new (n)? ");
            if (typed.isEmpty()) {
                return Optional.empty();
            }
            switch (typed.get().strip()) {
                case "m" -> {
                    return Optional.of(false);
                }
                case "n" -> {
                    return Optional.of(true);
                }
                default -> {}
            }
        }
    }
}
