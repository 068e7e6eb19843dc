package dev.handrail.run.evidence;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.model.Step;
import dev.handrail.remote.ServerShell.StepEnd;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.text.LinePattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges a step by its exit code, by what its output must and must not contain, and by known
/// failures.
///
/// It reads the journaled output line by line after the step has ended and keeps little of it. So
/// the verdict does not depend on which process followed the step, and following stays fast.
public final class StepVerdict {
    private static final int KEPT = 5;
    private static final int LONGEST = 1000;

    /// Of a step that has not done well, no more is read than this at the beginning and at the end:
    /// what matters stands there.
    private static final long READ = 32_000_000;

    private final Map<LinePattern, Boolean> wanted = new LinkedHashMap<>();
    private final List<LinePattern> unwanted;
    private final List<LinePattern> failures;
    private final List<String> bad = new ArrayList<>();
    private final List<String> known = new ArrayList<>();
    private final Deque<String> last = new ArrayDeque<>();
    private String error = "";
    private String firstBad = "";
    private Message damage = Message.EMPTY;
    private long journaled;

    private StepVerdict(Step.Evidence evidence, List<Failure> failures) {
        evidence.mustSee().forEach(text -> wanted.put(LinePattern.compile(text), false));
        this.unwanted = evidence.mustNotSee().stream().map(LinePattern::compile).toList();
        this.failures = failures.stream().map(f -> LinePattern.compile(f.pattern())).toList();
    }

    /// `well`: the exit code is 0. Then only the declared evidence counts, and without any the
    /// output is not read.
    public static StepVerdict readOutput(
            RunRecorder recorder,
            long step,
            Step.Evidence evidence,
            List<Failure> failures,
            boolean well) {
        StepVerdict verdict = new StepVerdict(evidence, failures);
        verdict.journaled = recorder.journal().outputEndOffset(recorder.runId(), step);
        if (!well || !verdict.wanted.isEmpty() || !verdict.unwanted.isEmpty()) {
            long last = well ? 0 : Math.max(0, verdict.journaled - READ);
            if (last > READ) {
                verdict.readOutput(recorder, step, 0, READ);
            }
            verdict.readOutput(recorder, step, last > READ ? last : 0, Long.MAX_VALUE);
        }
        return verdict;
    }

    private void readOutput(RunRecorder recorder, long step, long from, long to) {
        LineSplitter lines = new LineSplitter(this::checkLine);
        recorder.journal()
                .readOutput(
                        recorder.runId(),
                        step,
                        from,
                        (offset, bytes) -> {
                            lines.feedBytes(bytes);
                            return offset + bytes.length < to;
                        })
                .ifPresent(damaged -> damage = damaged.what());
        lines.finishLine();
    }

    /// Keeps the first few lines that match, the last error message and the last few lines.
    private void checkLine(String line) {
        if (line.isBlank()) {
            return;
        }
        wanted.replaceAll((pattern, seen) -> seen || pattern.isFoundIn(line));
        unwanted.stream()
                .filter(pattern -> pattern.isFoundIn(line))
                .forEach(pattern -> keepBad(pattern, line));
        if (known.size() < KEPT && failures.stream().anyMatch(f -> f.isFoundIn(line))) {
            known.add(cutLine(line));
        }
        keepLast(line);
    }

    private void keepBad(LinePattern pattern, String line) {
        if (bad.size() < KEPT) {
            firstBad = bad.isEmpty() ? pattern.text() : firstBad;
            bad.add(cutLine(line));
        }
    }

    private void keepLast(String line) {
        if (line.startsWith("ERROR: ")) {
            error = cutLine(line.substring("ERROR: ".length()));
        }
        last.addLast(cutLine(line));
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    /// Judges a step whose exit code is known. A full disk or missing output makes a step that
    /// exited with 0 unknown.
    public StepResult judgeExit(StepEnd.Exited end) {
        if (end.code() != 0) {
            return failedResult(exitReason(end), decidingLines());
        }
        if (end.noSpace()) {
            return unknownResult(Message.of("run.step.disk-full-cut"));
        }
        if (journaled < end.logBytes() || !damage.isEmpty()) {
            return unknownResult(Message.sentences(Message.of("run.step.incomplete"), damage));
        }
        return judgeText();
    }

    /// Judges a step that exited with 0 by what it printed and did not print.
    private StepResult judgeText() {
        if (!bad.isEmpty()) {
            return failedResult(Message.of("run.step.printed", firstBad), bad);
        }
        Optional<LinePattern> slow = findSlowPattern();
        if (slow.isPresent()) {
            return unknownResult(Message.of("run.step.pattern-slow", slow.get().text()));
        }
        return wanted.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(entry -> Message.of("run.step.not-printed", entry.getKey().text()))
                .findFirst()
                .map(reason -> failedResult(reason, decidingLines()))
                .orElse(StepResult.stepOk(Message.EMPTY));
    }

    /// A declared pattern that decides nothing, because a line took too long; or empty.
    private Optional<LinePattern> findSlowPattern() {
        Stream<LinePattern> missing =
                wanted.entrySet().stream()
                        .filter(entry -> !entry.getValue())
                        .map(Map.Entry::getKey);
        return Stream.concat(unwanted.stream(), missing)
                .filter(LinePattern::hasGivenUp)
                .findFirst();
    }

    private Message exitReason(StepEnd.Exited end) {
        return Message.sentences(
                error.isEmpty()
                        ? Message.of("run.step.exit-code", end.code())
                        : Message.literal(error),
                end.noSpace() ? Message.of("run.step.disk-full") : Message.EMPTY);
    }

    /// Judges a step that printed more than it may. `survivors`: its processes that are still
    /// running.
    public StepResult judgeFlood(
            StepEnd.OutputLimitExceeded flood, Step.Script step, List<String> survivors) {
        return failedResult(
                Message.sentences(
                        floodReason(flood, step),
                        Message.of("run.step.flood-fix"),
                        survivorsText(survivors)),
                decidingLines());
    }

    private static Message floodReason(StepEnd.OutputLimitExceeded flood, Step.Script step) {
        Message.ByteCount printed = new Message.ByteCount(flood.logBytes());
        return flood.filling()
                ? Message.of("run.step.flood-disk", printed)
                : Message.of("run.step.flood", new Message.ByteCount(step.mostOutput()), printed);
    }

    private static StepResult failedResult(Message reason, List<String> lines) {
        return new StepResult(StepOutcome.FAILED, reason, lines);
    }

    /// The result of a step whose exit code or output is not known.
    public StepResult unknownResult(Message reason) {
        return new StepResult(StepOutcome.UNKNOWN, reason, decidingLines());
    }

    /// `survivors`: the processes of the step that are still running.
    public StepResult cancelledResult(List<String> survivors) {
        return new StepResult(
                StepOutcome.CANCELLED,
                Message.sentences(Message.of("run.step.cancelled"), survivorsText(survivors)),
                List.copyOf(last));
    }

    private static Message survivorsText(List<String> survivors) {
        return survivors.isEmpty()
                ? Message.EMPTY
                : Message.of("run.step.still-running", String.join(", ", survivors));
    }

    /// Returns the lines that an admin should read: those of known failures, else the last ones.
    private List<String> decidingLines() {
        return List.copyOf(known.isEmpty() ? last : known);
    }

    private static String cutLine(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
