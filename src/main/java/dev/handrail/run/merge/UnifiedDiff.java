package dev.handrail.run.merge;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Answer.TypedLines;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Question.LineContext;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes what choices change in a file as a unified difference, with the lines that the admin may
/// see. Changes that keep the admin's lines are left out.
public final class UnifiedDiff {
    private static final LineContext NO_CONTEXT = new LineContext(0, List.of(), List.of(), 0);

    private final FileChange file;
    private final List<String> lines = new ArrayList<>();

    /// How many lines more the result has so far.
    private int shift;

    private UnifiedDiff(FileChange file) {
        this.file = file;
    }

    /// `choices`: for each change that waits, then for each that is applied by itself. Empty if the
    /// file stays as it is.
    public static List<String> of(FileChange file, List<LineChoice> choices) {
        return of(file, choices, Map.of());
    }

    /// `typed`: what the admin typed, by change.
    public static List<String> of(
            FileChange file, List<LineChoice> choices, Map<Integer, String> typed) {
        UnifiedDiff diff = new UnifiedDiff(file);
        List<LineChange> all = file.allChanges();
        IntStream.range(0, Math.min(all.size(), choices.size()))
                .boxed()
                .filter(i -> choices.get(i) != LineChoice.MINE)
                .sorted(Comparator.comparingInt(i -> all.get(i).mineLine()))
                .forEach(i ->
                        diff.addChange(
                                all.get(i),
                                diff.contextOf(i),
                                resultOf(all.get(i), choices.get(i), typed.getOrDefault(i, ""))));
        if (!diff.lines.isEmpty()) {
            diff.lines.addAll(0, List.of("--- " + file.mine(), "+++ " + file.mine()));
        }
        return List.copyOf(diff.lines);
    }

    private LineContext contextOf(int change) {
        return change < file.contexts().size() ? file.contexts().get(change) : NO_CONTEXT;
    }

    /// The lines that are written for a change. `typed`: what the admin typed for it.
    private static List<String> resultOf(LineChange change, LineChoice choice, String typed) {
        return switch (choice) {
            case MINE -> change.mine();
            case NEW -> change.fresh();
            case BOTH -> Stream.concat(change.mine().stream(), change.fresh().stream()).toList();
            case TYPED -> TypedLines.linesOf(typed);
        };
    }

    /// Lines of the admin with which the result begins stay.
    private void addChange(LineChange change, LineContext context, List<String> result) {
        List<String> mine = change.mine();
        boolean longer = result.size() >= mine.size();
        boolean kept = longer && result.subList(0, mine.size()).equals(mine);
        int around = context.before().size() + context.after().size();
        int old = around + mine.size();
        int now = around + result.size();
        int begin = change.mineLine() - context.before().size();
        lines.add("@@ -" + range(begin, old) + " +" + range(begin + shift, now) + " @@");
        addLines(" ", context.before());
        addLines(kept ? " " : "-", mine);
        addLines("+", kept ? result.subList(mine.size(), result.size()) : result);
        addLines(" ", context.after());
        shift += now - old;
    }

    /// A range without lines names the line before it.
    private static String range(int begin, int count) {
        return (count == 0 ? begin - 1 : begin) + "," + count;
    }

    private void addLines(String sign, List<String> added) {
        added.forEach(line -> lines.add(sign + line));
    }
}
