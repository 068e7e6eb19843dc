package dev.handrail.cli.output;

import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.ArtifactsRecorded;
import dev.handrail.model.RunEvent.AutoRollback;
import dev.handrail.model.RunEvent.AutoRollbackChanged;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResumed;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.run.StepTimes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Shows a run on a terminal: a heading for each step, its output as it arrives, and how it ended.
/// Lines of Handrail begin with `--`; output of the server is sanitized.
public final class TextRunPrinter extends RunPrinter {
    private static final Duration QUIET = Duration.ofMinutes(1);

    /// After how many bytes the printer reports again how much it has read.
    private static final long PROGRESS_BYTES = 64_000_000;

    private final CommandTerminal terminal;
    private final Clock clock;
    private final Function<RunStarted, StepTimes> times;
    private OutputSanitizer filter;
    private boolean lineOpen;
    private boolean coloured;
    private Instant printed;
    private Duration quiet = QUIET;
    private long nextProgressAt;

    /// `earlier`: the events before the run was resumed. `times`: how long the steps of such a run
    /// took in earlier runs.
    public TextRunPrinter(
            CommandTerminal terminal,
            List<RunEvent> earlier,
            Clock clock,
            Function<RunStarted, StepTimes> times) {
        super(earlier);
        this.terminal = terminal;
        this.clock = clock;
        this.times = times;
        this.filter = new OutputSanitizer(terminal.supportsColour());
        this.printed = clock.instant();
    }

    @Override
    void printEvent(RunEvent event, Run run) {
        endColours();
        switch (event) {
            case StepStarted started -> printHeading(started, run);
            case StepFinished finished ->
                    run.findStep(finished.step()).ifPresent(step -> printOutcome(finished, step));
            case LinkChanged link -> printRemark(RunRemarks.describeConnection(link));
            case ArtifactsRecorded recorded -> printRemark(RunRemarks.describeArtifacts(recorded));
            case AutoRollbackChanged changed -> printRemark(describe(changed.rollback()));
            case RunResumed _ -> describeAutoRollback(run).ifPresent(this::printRemark);
            case RunPaused paused -> printRemark(RunRemarks.describePause(paused));
            case RunFinished finished -> {
                new RunSituation(run).describeDowntime(finished.at()).ifPresent(this::printRemark);
                printRemark(describeEnd(finished));
            }
            case QuestionAsked asked
                    when !isPrompt(asked) && new RunSituation(run).keepsServicesDown() ->
                    new RunSituation(run)
                            .describeDowntime(clock.instant())
                            .ifPresent(this::printRemark);
            default -> {}
        }
    }

    /// A program's own question stands at the end of its output; nothing comes between it and the
    /// answer.
    private static boolean isPrompt(QuestionAsked asked) {
        Question.Kind kind = asked.question().kind();
        return kind == Question.Kind.PROMPT || kind == Question.Kind.SECRET;
    }

    private Message describe(AutoRollback rollback) {
        return RunRemarks.describeAutoRollback(rollback, terminal.texts(), clock.instant());
    }

    /// Says after a restart whether Handrail still goes back by itself.
    private Optional<Message> describeAutoRollback(Run run) {
        return run.autoRollback().map(this::describe);
    }

    /// Ends a colour that the server's output left on, so that Handrail's own lines never have it.
    private void endColours() {
        if (coloured) {
            terminal.out().print(OutputSanitizer.RESET);
            terminal.out().flush();
            coloured = false;
        }
    }

    /// The run's own reason, or else the name of the result.
    private Message describeEnd(RunFinished finished) {
        return finished.reason().isEmpty()
                ? Message.of(
                        "cli.run.ended", new StateTexts(terminal).resultText(finished.result()))
                : finished.reason();
    }

    @Override
    void restartSilence() {
        printed = clock.instant();
        quiet = QUIET;
    }

    /// Tells a silent step from a stuck one, at intervals that double. Says nothing while the run
    /// waits for an answer.
    @Override
    public synchronized void onSignOfLife(long step) {
        if (isBlocked()) {
            return;
        }
        Duration silence = Duration.between(printed, clock.instant());
        if (silence.compareTo(quiet) > 0) {
            quiet = quiet.multipliedBy(2);
            findRunningStep(step)
                    .map(run -> describeSilence(silence, run))
                    .ifPresent(this::printRemark);
        }
    }

    private Message describeSilence(Duration silence, StepRun step) {
        return Message.sentences(Message.of("cli.run.silent", silence), describeLastRun(step));
    }

    /// How long the step took in an earlier run; empty if it never ran before.
    private Message describeLastRun(StepRun step) {
        return start().flatMap(
                        run -> times.apply(run).pastTimings(step.step()).stream().findFirst())
                .map(past -> Message.of("cli.run.took-before", past.took()))
                .orElse(Message.EMPTY);
    }

    @Override
    public synchronized void onReadProgress(long step, long read, long all) {
        if (read >= nextProgressAt && read < all) {
            nextProgressAt = read + PROGRESS_BYTES;
            printRemark(
                    Message.of(
                            "cli.run.reading-rest",
                            new Message.ByteCount(read),
                            new Message.ByteCount(all)));
        }
    }

    @Override
    public synchronized void onDisconnected(Instant next, int tries) {
        // Only the 1st, 2nd, 4th, 8th ... try, so that a long outage prints few lines.
        if (Integer.bitCount(tries) == 1) {
            Duration pause = Duration.between(clock.instant(), next);
            printRemark(Message.of("cli.run.next-try", pause));
        }
    }

    /// Starts the output of a step: colours, silence and read progress begin anew.
    private void printHeading(StepStarted started, Run run) {
        filter = new OutputSanitizer(terminal.supportsColour());
        printed = clock.instant();
        quiet = QUIET;
        nextProgressAt = 0;
        run.findStep(started.seq())
                .ifPresent(step -> {
                    printLine("");
                    printLine(headingText(step, started.attempt(), run.steps()));
                });
    }

    /// The number of the step in the run, its phase and its title.
    private String headingText(StepRun step, int attempt, List<StepRun> all) {
        String phase = new StateTexts(terminal).phaseName(step.step().info().phase());
        String title = terminal.words(RunRemarks.describeStart(step, attempt));
        return "== [%d/%d] %s: %s".formatted(all.indexOf(step) + 1, all.size(), phase, title);
    }

    /// The lines that decided the outcome follow only if the step did not pass.
    private void printOutcome(StepFinished finished, StepRun step) {
        printRemark(RunRemarks.describeOutcome(finished, step));
        if (!step.hasPassed()) {
            finished.seen().forEach(seen -> printLine("   " + seen));
        }
    }

    @Override
    public synchronized void onOutput(long step, long offset, byte[] bytes) {
        printed = clock.instant();
        quiet = QUIET;
        String text = filter.sanitizeBytes(bytes);
        if (!text.isEmpty()) {
            terminal.out().print(text);
            coloured |= text.indexOf('\u001b') >= 0;
            terminal.out().flush();
            lineOpen = text.charAt(text.length() - 1) != '\n';
        }
    }

    /// Prints a line of Handrail's own, marked so that it differs from output of the server.
    private void printRemark(Message message) {
        printLine("-- " + terminal.words(message));
    }

    /// Starts on a new line if the server's output has not ended its last one.
    private void printLine(String text) {
        endColours();
        if (lineOpen) {
            terminal.out().println();
            lineOpen = false;
        }
        terminal.printLine(text);
    }
}
