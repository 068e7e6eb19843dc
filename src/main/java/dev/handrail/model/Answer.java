package dev.handrail.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The admin's answer. `text`: the reason, or what to type at a prompt (never stored when it is a
/// secret). `takeNew`: for a merge, by file, for each change whether to take the new lines; a file
/// that is not named keeps its own. `both`: by file, the changes (counted from 0) whose new lines
/// follow the admin's lines instead of replacing them; `takeNew` says true for these.
public record Answer(
        Question.Choice choice,
        String text,
        Map<String, List<Boolean>> takeNew,
        Map<String, List<Integer>> both) {
    /// Without a change of which both sides are written.
    public Answer(Question.Choice choice, String text, Map<String, List<Boolean>> takeNew) {
        this(choice, text, takeNew, Map.of());
    }

    /// Which lines of a change are written: the admin's, the new ones, or the admin's and then the
    /// new ones.
    public enum LineChoice {
        MINE,
        NEW,
        BOTH
    }

    public static Answer of(Question.Choice choice) {
        return new Answer(choice, "", Map.of());
    }

    public static Answer of(Question.Choice choice, String text) {
        return new Answer(choice, text, Map.of());
    }

    /// `choices`: by file, for each change that waits, then for each that is applied by itself.
    public static Answer ofMerge(
            Question.Choice choice, String text, Map<String, List<LineChoice>> choices) {
        Map<String, List<Boolean>> takeNew = new LinkedHashMap<>();
        Map<String, List<Integer>> both = new LinkedHashMap<>();
        choices.forEach((file, each) -> {
            takeNew.put(file, each.stream().map(one -> one != LineChoice.MINE).toList());
            List<Integer> kept = indexesOfBoth(each);
            if (!kept.isEmpty()) {
                both.put(file, kept);
            }
        });
        return new Answer(choice, text, takeNew, both);
    }

    private static List<Integer> indexesOfBoth(List<LineChoice> each) {
        return IntStream.range(0, each.size())
                .filter(i -> each.get(i) == LineChoice.BOTH)
                .boxed()
                .toList();
    }

    /// The choices for a file; empty if the answer does not name it.
    public List<LineChoice> choicesOf(String file) {
        List<Boolean> taken = takeNew.getOrDefault(file, List.of());
        Set<Integer> kept = Set.copyOf(both.getOrDefault(file, List.of()));
        return IntStream.range(0, taken.size())
                .mapToObj(i -> toChoice(taken.get(i), kept.contains(i)))
                .toList();
    }

    private static LineChoice toChoice(boolean taken, boolean both) {
        if (taken) {
            return both ? LineChoice.BOTH : LineChoice.NEW;
        }
        return LineChoice.MINE;
    }
}
