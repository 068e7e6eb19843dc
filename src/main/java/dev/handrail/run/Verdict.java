package dev.handrail.run;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.model.Step;
import dev.handrail.remote.Shell.StepEnd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Judges a step by what was seen: its exit code, what must and must not be in its output, and
/// known failures. Reads the journaled output when the step is over, line by line, and keeps little
/// of it: so it sees the same whoever followed the step, and does not slow the following down.
final class Verdict {
    private static final int KEPT = 5;
    private static final int LONGEST = 1000;

    private final Map<Pattern, Boolean> wanted = new LinkedHashMap<>();
    private final List<Pattern> unwanted;
    private final List<Pattern> failures;
    private final List<String> bad = new ArrayList<>();
    private final List<String> known = new ArrayList<>();
    private final Deque<String> last = new ArrayDeque<>();
    private String error = "";
    private String firstBad = "";
    private String damage = "";
    private long journaled;

    private Verdict(Step.Evidence evidence, List<Failure> failures) {
        evidence.mustSee().forEach(text -> wanted.put(Pattern.compile(text), false));
        this.unwanted = evidence.mustNotSee().stream().map(Pattern::compile).toList();
        this.failures = failures.stream().map(f -> Pattern.compile(f.pattern())).toList();
    }

    /// `well`: the exit code is 0, so that only what the step declares counts.
    static Verdict read(
            Diary diary, long step, Step.Evidence evidence, List<Failure> failures, boolean well) {
        Verdict verdict = new Verdict(evidence, failures);
        verdict.journaled = diary.journal().outputEnd(diary.id(), step);
        if (!well || !verdict.wanted.isEmpty() || !verdict.unwanted.isEmpty()) {
            Lines lines = new Lines(verdict::line);
            verdict.damage =
                    diary.journal()
                            .readOutput(
                                    diary.id(),
                                    step,
                                    0,
                                    (offset, bytes) -> {
                                        lines.feed(bytes);
                                        return true;
                                    })
                            .map(Problem::what)
                            .orElse("");
            lines.end();
        }
        return verdict;
    }

    private void line(String line) {
        if (line.isBlank()) {
            return;
        }
        wanted.replaceAll((pattern, seen) -> seen || pattern.matcher(line).find());
        for (Pattern pattern : unwanted) {
            if (bad.size() < KEPT && pattern.matcher(line).find()) {
                firstBad = bad.isEmpty() ? pattern.pattern() : firstBad;
                bad.add(cut(line));
            }
        }
        if (known.size() < KEPT && failures.stream().anyMatch(f -> f.matcher(line).find())) {
            known.add(cut(line));
        }
        if (line.startsWith("ERROR: ")) {
            error = cut(line.substring("ERROR: ".length()));
        }
        last.addLast(cut(line));
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    Finish judge(StepEnd.Exited end) {
        if (end.code() != 0) {
            String full = end.noSpace() ? " The server's disk was full." : "";
            String words = error.isEmpty() ? "It ended with exit code " + end.code() + "." : error;
            return new Finish(Outcome.FAILED, words + full, deciding());
        }
        if (end.noSpace()) {
            return unknown("The server's disk was full when it ended, so its output may be cut.");
        }
        if (journaled < end.logBytes() || !damage.isEmpty()) {
            return unknown("Its output is not whole, so nobody can judge by it. " + damage);
        }
        if (!bad.isEmpty()) {
            return new Finish(
                    Outcome.FAILED,
                    "It ended with exit code 0, but its output has what must not be there: "
                            + firstBad,
                    List.copyOf(bad));
        }
        for (Map.Entry<Pattern, Boolean> entry : wanted.entrySet()) {
            if (!entry.getValue()) {
                return new Finish(
                        Outcome.FAILED,
                        "It ended with exit code 0, but its output lacks what must be there: "
                                + entry.getKey().pattern(),
                        deciding());
            }
        }
        return new Finish(Outcome.OK, "", List.of());
    }

    Finish unknown(String reason) {
        return new Finish(Outcome.UNKNOWN, reason, deciding());
    }

    Finish cancelled(List<String> survivors) {
        String still =
                survivors.isEmpty() ? "" : " Still running: " + String.join(", ", survivors) + ".";
        return new Finish(Outcome.CANCELLED, "The admin has ended it." + still, List.copyOf(last));
    }

    /// The lines that a person should read: those of known failures, or else the last ones.
    private List<String> deciding() {
        return List.copyOf(known.isEmpty() ? last : known);
    }

    private static String cut(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
