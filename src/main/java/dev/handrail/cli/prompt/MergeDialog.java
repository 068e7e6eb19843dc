package dev.handrail.cli.prompt;

import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.run.merge.LineComparison;
import dev.handrail.store.settings.MergeDrafts.QuestionDraft;

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
            for (int i = 0; i < file.changes().size(); i++) {
                printAdvice(terminal, file, i);
                printChanges(terminal, file.changes().get(i));
            }
            printAdviceAlone(terminal, file);
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

    /// Says how many placeholders and removals a choice for all changes has left out.
    static void printLockedChanges(CommandTerminal terminal, List<FileChange> files) {
        int locked = files.stream().mapToInt(FileChange::lockedCount).sum();
        if (locked > 0) {
            terminal.printLine(Message.of("merge.placeholders-left", locked));
        }
        int kept = files.stream().mapToInt(FileChange::keptSettings).sum();
        if (kept > 0) {
            terminal.printLine(Message.of("cli.merge.removals-left", kept));
        }
    }

    /// What the runbook knows of the setting that a change is about.
    static void printAdvice(CommandTerminal terminal, FileChange file, int change) {
        file.adviceAt(change).ifPresent(advice -> printAdvice(terminal, advice));
    }

    /// What the runbook knows of settings for which Handrail has no lines.
    static void printAdviceAlone(CommandTerminal terminal, FileChange file) {
        file.advice().stream()
                .filter(advice -> advice.change().isEmpty())
                .forEach(advice -> printAdvice(terminal, advice));
    }

    private static void printAdvice(CommandTerminal terminal, SettingAdvice advice) {
        terminal.printLine(
                Message.of(
                        "cli.merge.advice", advice.setting(), advice.describe(), advice.explain()));
    }

    /// Lines that follow an advice have no number in the new version.
    private static Message placeOf(LineChange change) {
        String mine = Integer.toString(change.mineLine());
        return change.freshLine() == 0
                ? Message.of("cli.merge.lines-advised", mine)
                : Message.of("cli.merge.lines", mine, Integer.toString(change.freshLine()));
    }

    static void printChanges(CommandTerminal terminal, LineChange change) {
        Message lines = placeOf(change);
        String kind = terminal.words(LineComparison.describe(change));
        terminal.printLine(("@@ " + terminal.words(lines) + " " + kind).strip());
        change.mine().forEach(line -> terminal.printLine("- " + line));
        change.fresh().forEach(line -> terminal.printLine("+ " + line));
    }

    /// Asks for each change which lines to write; empty if the input ends before the last one.
    static Optional<Answer> askChanges(
            CommandTerminal terminal,
            List<FileChange> files,
            ExternalEditor editor,
            QuestionDraft draft) {
        Map<String, Map<Integer, String>> kept = draft.readChoices();
        Map<String, List<LineChoice>> choices = new LinkedHashMap<>();
        Map<String, Map<Integer, String>> typed = new LinkedHashMap<>();
        for (FileChange file : files) {
            printHeading(terminal, file);
            MergeFileDialog dialog = new MergeFileDialog(terminal, file, editor, draft);
            if (!dialog.askChanges(kept.getOrDefault(file.mine(), Map.of()))) {
                return Optional.empty();
            }
            choices.put(file.mine(), dialog.choices());
            typed.put(file.mine(), dialog.typed());
        }
        return Optional.of(Answer.ofMerge(Choice.CONTINUE, "", choices).withTyped(typed));
    }
}
