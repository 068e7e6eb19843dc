package dev.handrail.run.merge;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Question.LineContext;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
        UnifiedDiff diff = new UnifiedDiff(file);
        List<LineChange> all = file.allChanges();
        IntStream.range(0, Math.min(all.size(), choices.size()))
                .boxed()
                .filter(i -> choices.get(i) != LineChoice.MINE)
                .sorted(Comparator.comparingInt(i -> all.get(i).mineLine()))
                .forEach(i -> diff.addChange(all.get(i), diff.contextOf(i), choices.get(i)));
        if (!diff.lines.isEmpty()) {
            diff.lines.addAll(0, List.of("--- " + file.mine(), "+++ " + file.mine()));
        }
        return List.copyOf(diff.lines);
    }

    private LineContext contextOf(int change) {
        return change < file.contexts().size() ? file.contexts().get(change) : NO_CONTEXT;
    }

    private void addChange(LineChange change, LineContext context, LineChoice choice) {
        boolean both = choice == LineChoice.BOTH;
        int around = context.before().size() + context.after().size();
        int old = around + change.mine().size();
        int now = around + change.fresh().size() + (both ? change.mine().size() : 0);
        int begin = change.mineLine() - context.before().size();
        lines.add("@@ -" + range(begin, old) + " +" + range(begin + shift, now) + " @@");
        addLines(" ", context.before());
        addLines(both ? " " : "-", change.mine());
        addLines("+", change.fresh());
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
