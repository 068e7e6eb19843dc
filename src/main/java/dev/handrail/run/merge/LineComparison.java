package dev.handrail.run.merge;

import dev.handrail.model.Message;
import dev.handrail.model.Question.LineChange;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells changes apart that only move text or change a remark.
public final class LineComparison {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String STARS = "***";

    private LineComparison() {}

    /// Says that only white space or only comments differ; empty for other changes, and where a
    /// secret is masked, which may differ.
    public static Message describe(LineChange change) {
        List<String> mine = change.mine();
        List<String> fresh = change.fresh();
        boolean masked = hasStars(mine) || hasStars(fresh) || mine.equals(fresh);
        if (masked) {
            return Message.EMPTY;
        }
        if (withoutSpace(mine).equals(withoutSpace(fresh))) {
            return Message.of("merge.only-space");
        }
        return withoutComments(mine).equals(withoutComments(fresh))
                ? Message.of("merge.only-comments")
                : Message.EMPTY;
    }

    private static boolean hasStars(List<String> lines) {
        return lines.stream().anyMatch(line -> line.contains(STARS));
    }

    private static String withoutSpace(List<String> lines) {
        return lines.stream()
                .map(line -> SPACE.matcher(line).replaceAll(""))
                .collect(Collectors.joining());
    }

    /// Empty lines count as comments. Only whole lines are looked at: whether a sign within a line
    /// begins a comment depends on the format.
    private static List<String> withoutComments(List<String> lines) {
        return lines.stream().filter(line -> !isComment(line.strip())).toList();
    }

    private static boolean isComment(String line) {
        return line.isEmpty()
                || line.startsWith("#")
                || line.startsWith(";")
                || line.startsWith("//");
    }
}
