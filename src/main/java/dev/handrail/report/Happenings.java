package dev.handrail.report;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Answered;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.Journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What happened in a run beyond what its fold keeps: attempts, questions, interruptions.
final class Happenings {
    private static final int TAIL_BYTES = 16 * 1024;
    private static final int TAIL_LINES = 40;
    private static final int LONGEST_LINE = 400;

    private final Run run;
    private final Journal journal;
    private final List<RunEvent> events;

    Happenings(Run run, Journal journal) {
        this.run = run;
        this.journal = journal;
        this.events = journal.events(run.id());
    }

    private <E extends RunEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<Account.Attempt> attempts(StepRun step) {
        return all(StepStarted.class).stream()
                .filter(e -> e.hop() == step.hop() && e.step().equals(step.step().info().id()))
                .map(this::attempt)
                .toList();
    }

    private Account.Attempt attempt(StepStarted start) {
        Optional<StepFinished> end =
                all(StepFinished.class).stream().filter(e -> e.step() == start.seq()).findFirst();
        boolean well =
                end.map(StepFinished::outcome)
                        .filter(o ->
                                o == Outcome.OK
                                        || o == Outcome.ALREADY_DONE
                                        || o == Outcome.SKIPPED)
                        .isPresent();
        return new Account.Attempt(
                start.attempt(),
                start.at(),
                end.map(RunEvent::at),
                end.map(e -> Words.of(e.outcome())).orElse("not finished"),
                Accounts.clean(end.map(StepFinished::reason).orElse("")),
                end.map(StepFinished::seen).orElse(List.of()).stream()
                        .map(Accounts::clean)
                        .toList(),
                well ? List.of() : lastLines(start.seq(), TAIL_LINES));
    }

    /// The last lines of a step's output.
    List<String> lastLines(long step, int count) {
        long end = journal.outputEnd(run.id(), step);
        long from = Math.max(0, end - TAIL_BYTES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        journal.readOutput(
                run.id(),
                step,
                from,
                (offset, piece) -> {
                    bytes.writeBytes(piece);
                    return bytes.size() < 2 * TAIL_BYTES;
                });
        List<String> lines =
                Stream.of(OutputText.plain(bytes.toString(StandardCharsets.UTF_8)).split("\n"))
                        .map(Happenings::line)
                        .toList();
        int first = Math.max(from > 0 && lines.size() > 1 ? 1 : 0, lines.size() - count);
        return lines.subList(first, lines.size());
    }

    /// A line as it stood at last: a progress bar writes over itself.
    private static String line(String whole) {
        String last = whole.stripTrailing();
        last = last.substring(last.lastIndexOf('\r') + 1);
        return last.length() > LONGEST_LINE ? last.substring(0, LONGEST_LINE) + " …" : last;
    }

    List<Account.Decision> decisions() {
        return all(Asked.class).stream().map(this::decision).toList();
    }

    private Account.Decision decision(Asked asked) {
        Optional<Answered> answered =
                all(Answered.class).stream().filter(e -> e.question() == asked.seq()).findFirst();
        Question question = asked.question();
        return new Account.Decision(
                asked.at(),
                answered.map(RunEvent::at),
                run.start().plan().hops().isEmpty() ? "" : step(asked.step()),
                Accounts.clean(question.title()),
                Accounts.clean(question.text()),
                answered.map(e -> label(question, e.answer())).orElse(""),
                answered.map(e -> reason(question, e.answer())).orElse(""),
                answered.map(e -> files(question, e.answer())).orElse(List.of()));
    }

    private String step(long seq) {
        return all(StepStarted.class).stream()
                .filter(e -> e.seq() == seq)
                .map(StepStarted::step)
                .findFirst()
                .orElse("");
    }

    private static String label(Question question, Answer answer) {
        return question.options().stream()
                .filter(option -> option.choice() == answer.choice())
                .map(option -> Accounts.clean(option.label()))
                .findFirst()
                .orElse(Words.of(answer.choice()));
    }

    private static String reason(Question question, Answer answer) {
        return question.kind() == Question.Kind.SECRET ? "" : Accounts.clean(answer.text());
    }

    private static List<String> files(Question question, Answer answer) {
        List<String> files = new ArrayList<>();
        for (Question.FileChange file : question.files()) {
            List<Boolean> taken = answer.takeNew().getOrDefault(file.mine(), List.of());
            long count = taken.stream().filter(take -> take).count();
            files.add(
                    Accounts.clean(file.mine())
                            + ": "
                            + (count == 0
                                    ? "kept as it was"
                                    : count + " of " + file.changes().size() + " changes taken"));
        }
        return files;
    }

    /// Lost connections and pauses.
    List<Account.Interruption> interruptions() {
        List<Account.Interruption> all = new ArrayList<>();
        for (RunEvent event : events) {
            String what =
                    switch (event) {
                        case RunEvent.LinkChanged e when e.up() ->
                                "Connected to " + e.role() + " again";
                        case RunEvent.LinkChanged e ->
                                "Connection to "
                                        + e.role()
                                        + " lost: "
                                        + Accounts.clean(e.reason());
                        case RunEvent.RunPaused e -> "Paused: " + Accounts.clean(e.reason());
                        case RunEvent.RunResumed e -> "Resumed on " + Accounts.clean(e.host());
                        default -> "";
                    };
            if (!what.isEmpty()) {
                all.add(new Account.Interruption(event.at(), what));
            }
        }
        return all;
    }
}
