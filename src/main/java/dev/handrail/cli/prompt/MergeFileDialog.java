package dev.handrail.cli.prompt;

import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.prompt.ExternalEditor.EditedText;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Answer.TypedLines;
import dev.handrail.model.Message;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.run.merge.UnifiedDiff;
import dev.handrail.store.settings.MergeDrafts.QuestionDraft;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Asks about the changes of one file, one after the other. Proposes what was chosen before, and
/// keeps each choice at once.
final class MergeFileDialog {
    private static final Map<String, LineChoice> CHOICES =
            Map.of("m", LineChoice.MINE, "n", LineChoice.NEW, "b", LineChoice.BOTH);

    private final CommandTerminal terminal;
    private final FileChange file;
    private final ExternalEditor editor;
    private final QuestionDraft draft;
    private final List<LineChoice> choices = new ArrayList<>();
    private final Map<Integer, String> typed = new TreeMap<>();

    MergeFileDialog(
            CommandTerminal terminal, FileChange file, ExternalEditor editor, QuestionDraft draft) {
        this.terminal = terminal;
        this.file = file;
        this.editor = editor;
        this.draft = draft;
    }

    /// For each change that waits, and for those that the admin has taken back before.
    List<LineChoice> choices() {
        return List.copyOf(choices);
    }

    /// What the admin typed, by change.
    Map<Integer, String> typed() {
        return typed;
    }

    /// `kept`: what was chosen before, by change. Returns false if the input ends before the last
    /// change.
    boolean askChanges(Map<Integer, String> kept) {
        Map<Integer, String> all = new HashMap<>(kept);
        MergeDialog.printAdviceAlone(terminal, file);
        for (LineChange change : file.changes()) {
            if (keepEarlier(all, kept)) {
                continue;
            }
            MergeDialog.printAdvice(terminal, file, choices.size());
            MergeDialog.printChanges(terminal, change);
            Optional<LineChoice> before = findChoice(kept.get(choices.size()));
            Optional<LineChoice> choice =
                    change.locked() ? askForPlaceholder() : askChoice(change, before);
            if (choice.isEmpty()) {
                return false;
            }
            keepChoice(all, choice.get());
        }
        addRefused(kept);
        return true;
    }

    /// Keeps what the admin chose before the file changed, and says so: only the difference is
    /// asked.
    private boolean keepEarlier(Map<Integer, String> all, Map<Integer, String> kept) {
        int change = choices.size();
        Optional<LineChoice> made =
                kept.containsKey(change) ? Optional.empty() : file.earlierAt(change);
        made.ifPresent(choice -> {
            String line = Integer.toString(file.changes().get(change).mineLine());
            terminal.printLine(Message.of("cli.merge.earlier", line));
            keepChoice(all, choice);
        });
        return made.isPresent();
    }

    private static Optional<LineChoice> findChoice(@Nullable String name) {
        return CHOICES.values().stream()
                .filter(choice -> choice.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /// Typed lines are not kept: no line of a file lies on the workstation.
    private void keepChoice(Map<Integer, String> all, LineChoice choice) {
        int change = choices.size();
        if (choice == LineChoice.TYPED) {
            all.remove(change);
        } else {
            all.put(change, choice.name().toLowerCase(Locale.ROOT));
        }
        choices.add(choice);
        draft.saveChoices(file.mine(), all);
    }

    /// Leaves out changes that apply by themselves where the admin has taken them back before.
    private void addRefused(Map<Integer, String> kept) {
        int waiting = file.changes().size();
        for (int i = 0; i < file.applied().size(); i++) {
            boolean before = file.earlierAt(waiting + i).equals(Optional.of(LineChoice.MINE));
            if ("mine".equals(kept.get(waiting + i)) || before) {
                while (choices.size() < waiting + i) {
                    choices.add(LineChoice.NEW);
                }
                choices.add(LineChoice.MINE);
                String line = Integer.toString(file.applied().get(i).mineLine());
                terminal.printLine(Message.of("cli.merge.taken-back", line));
            }
        }
    }

    /// Asks again for anything that is no choice; empty if nobody can answer.
    private Optional<LineChoice> askChoice(LineChange change, Optional<LineChoice> before) {
        String prompt = promptText(before);
        Optional<String> line = terminal.readLine(prompt);
        while (line.isPresent()) {
            Optional<LineChoice> choice = chooseBy(line.get().strip(), change, before);
            if (choice.isPresent()) {
                return choice;
            }
            line = terminal.readLine(prompt);
        }
        return Optional.empty();
    }

    private String promptText(Optional<LineChoice> before) {
        String prompt = terminal.words(Message.of("cli.merge.choose"));
        return before.map(choice -> terminal.words(beforeText(choice)) + " " + prompt)
                        .orElse(prompt)
                + " ";
    }

    private static Message beforeText(LineChoice before) {
        return switch (before) {
            case MINE -> Message.of("cli.merge.before-mine");
            case NEW -> Message.of("cli.merge.before-new");
            case BOTH -> Message.of("cli.merge.before-both");
            case TYPED -> Message.EMPTY;
        };
    }

    /// `m` (mine), `n` (new lines), `b` (both) or `e` (typed in an editor). `d` only shows what the
    /// choices so far write.
    private Optional<LineChoice> chooseBy(
            String key, LineChange change, Optional<LineChoice> before) {
        return switch (key) {
            case "" -> before;
            case "e" -> typeLines(change);
            case "d" -> {
                printDifference();
                yield Optional.empty();
            }
            default -> Optional.ofNullable(CHOICES.get(key));
        };
    }

    /// Opens the admin's lines, or the new ones where there are none, in the editor.
    private Optional<LineChoice> typeLines(LineChange change) {
        List<String> begin = change.mine().isEmpty() ? change.fresh() : change.mine();
        Optional<EditedText> edited = editor.editText(String.join("\n", begin));
        Optional<String> text = edited.flatMap(EditedText::text);
        if (text.isEmpty()) {
            terminal.printLine(
                    edited.isEmpty()
                            ? Message.of("cli.merge.not-typed", editor.command())
                            : Message.of("cli.merge.no-utf8", editor.command()));
            return Optional.empty();
        }
        List<String> shown =
                Stream.concat(change.mine().stream(), change.fresh().stream()).toList();
        if (TypedLines.hasStars(shown, shown, text.get())) {
            terminal.printLine(Message.of("merge.typed-stars"));
            return Optional.empty();
        }
        typed.put(choices.size(), text.get());
        return Optional.of(LineChoice.TYPED);
    }

    /// What is not decided yet keeps the admin's lines; what is applied by itself is shown too.
    private void printDifference() {
        List<LineChoice> all = new ArrayList<>(choices);
        while (all.size() < file.changes().size()) {
            all.add(LineChoice.MINE);
        }
        file.applied().forEach(change -> all.add(LineChoice.NEW));
        List<String> lines = UnifiedDiff.of(file, all, typed);
        if (lines.isEmpty()) {
            terminal.printLine(Message.of("merge.no-difference"));
        }
        lines.forEach(terminal::printLine);
    }

    /// Takes a placeholder only for the whole word; keeps the value for anything else.
    private Optional<LineChoice> askForPlaceholder() {
        String word = terminal.words(Message.of("cli.merge.placeholder-word"));
        terminal.printLine(Message.of("merge.placeholder"));
        return terminal.readLine(terminal.words(Message.of("cli.merge.placeholder", word)) + " ")
                .map(line -> line.strip().equalsIgnoreCase(word))
                .map(taken -> taken ? LineChoice.NEW : LineChoice.MINE);
    }
}
