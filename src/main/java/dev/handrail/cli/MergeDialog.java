package dev.handrail.cli;

import dev.handrail.model.Question.Change;
import dev.handrail.model.Question.FileChange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes through configuration files that differ, change by change.
final class MergeDialog {
    private MergeDialog() {}

    /// All that differs.
    static void show(Terminal terminal, List<FileChange> files) {
        for (FileChange file : files) {
            heading(terminal, file);
            file.changes().forEach(change -> show(terminal, change));
        }
    }

    private static void heading(Terminal terminal, FileChange file) {
        terminal.say("");
        terminal.say(file.mine() + " (yours) and " + file.fresh() + " (new):");
    }

    private static void show(Terminal terminal, Change change) {
        terminal.say(
                "@@ line " + change.mineLine() + " (yours), line " + change.freshLine() + " (new)");
        change.mine().forEach(line -> terminal.say("- " + line));
        change.fresh().forEach(line -> terminal.say("+ " + line));
    }

    /// By file, for each change whether to take the new lines; empty when nobody answers any more.
    static Optional<Map<String, List<Boolean>>> ask(Terminal terminal, List<FileChange> files) {
        Map<String, List<Boolean>> taken = new LinkedHashMap<>();
        for (FileChange file : files) {
            heading(terminal, file);
            List<Boolean> each = new ArrayList<>();
            for (Change change : file.changes()) {
                show(terminal, change);
                Optional<Boolean> fresh = takeNew(terminal);
                if (fresh.isEmpty()) {
                    return Optional.empty();
                }
                each.add(fresh.get());
            }
            taken.put(file.mine(), List.copyOf(each));
        }
        return Optional.of(taken);
    }

    private static Optional<Boolean> takeNew(Terminal terminal) {
        while (true) {
            Optional<String> typed = terminal.line("Keep mine (m) or take new (n)? ");
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
