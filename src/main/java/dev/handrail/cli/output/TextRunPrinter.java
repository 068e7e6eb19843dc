package dev.handrail.cli.output;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.ArtifactsRecorded;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Step;
import dev.handrail.report.DisplayFormat;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.run.StepTimes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Shows a run on a terminal: a heading for each step, its output as it comes, how it ended.
public final class TextRunPrinter extends RunPrinter {
    private static final Duration QUIET = Duration.ofMinutes(1);

    /// How often it says how far it has read, in bytes.
    private static final long STRIDE = 64_000_000;

    private final CommandTerminal terminal;
    private final Clock clock;
    private final Function<RunStarted, StepTimes> times;
    private OutputSanitizer filter;
    private boolean lineOpen;
    private boolean coloured;
    private Instant printed;
    private Duration quiet = QUIET;
    private long sayAgainAt;

    /// `times`: how long the steps of such a run took before.
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
            case LinkChanged link ->
                    printLine(
                            link.up()
                                    ? "-- Connected again."
                                    : "-- The connection is gone since "
                                            + DisplayFormat.HERE.formatTime(link.at())
                                            + " ("
                                            + terminal.words(link.reason())
                                            + "). The step does not need it; connecting again"
                                            + " ...");
            case ArtifactsRecorded left -> printLine("-- " + describeArtifacts(left));
            case RunPaused paused ->
                    printLine("-- The run stands still: " + terminal.words(paused.reason()));
            case RunFinished over ->
                    printLine(
                            "-- "
                                    + (over.reason().isEmpty()
                                            ? "The run is over: "
                                                    + JsonView.toKebabCase(over.result())
                                                    + "."
                                            : terminal.words(over.reason())));
            default -> {}
        }
    }

    /// What Handrail says and asks is never in a colour that a server left on.
    private void endColours() {
        if (coloured) {
            terminal.out().print(OutputSanitizer.RESET);
            terminal.out().flush();
            coloured = false;
        }
    }

    private static String describeArtifacts(ArtifactsRecorded event) {
        long size = event.all().stream().mapToLong(RunEvent.Artifact::kilobytes).sum();
        return PlanPrinter.formatCount(event.all().size(), "thing")
                + " ("
                + DisplayFormat.formatSize(size)
                + ") stay"
                + (event.all().size() == 1 ? "s" : "")
                + " on "
                + (event.role().equals(Step.WORKSTATION)
                        ? "this workstation"
                        : "the server (" + event.role() + ")")
                + "; handrail leftovers lists it.";
    }

    /// A step that says nothing is told from one that is stuck, at pauses that grow.
    @Override
    public synchronized void onSignOfLife(long step) {
        Duration silent = Duration.between(printed, clock.instant());
        if (silent.compareTo(quiet) > 0) {
            quiet = quiet.multipliedBy(2);
            findRunningStep(step)
                    .ifPresent(run ->
                            printLine(
                                    "-- Silent for "
                                            + DisplayFormat.formatDuration(silent)
                                            + "; the server says that the step still runs."
                                            + describeLastRun(run)));
        }
    }

    /// What the last run of the step took.
    private String describeLastRun(StepRun step) {
        return start().flatMap(
                        run -> times.apply(run).pastTimings(step.step()).stream().findFirst())
                .map(past ->
                        " The last run of it took "
                                + DisplayFormat.formatDuration(past.took())
                                + ".")
                .orElse("");
    }

    @Override
    public synchronized void onReadProgress(long step, long read, long all) {
        if (read >= sayAgainAt && read < all) {
            sayAgainAt = read + STRIDE;
            printLine(
                    "-- Cancelled; reading the rest of its output ("
                            + DisplayFormat.formatSize(read / 1024)
                            + " of "
                            + DisplayFormat.formatSize(all / 1024)
                            + ").");
        }
    }

    @Override
    public synchronized void onDisconnected(Instant next, int tries) {
        if (Integer.bitCount(tries) == 1) {
            Duration pause = Duration.between(clock.instant(), next);
            printLine("-- Still away; next try in " + DisplayFormat.formatDuration(pause) + ".");
        }
    }

    private void printHeading(StepStarted started, Run run) {
        filter = new OutputSanitizer(terminal.supportsColour());
        printed = clock.instant();
        quiet = QUIET;
        sayAgainAt = 0;
        run.findStep(started.seq())
                .ifPresent(step -> {
                    Step.StepInfo info = step.step().info();
                    String again =
                            started.attempt() > 1 ? " (attempt " + started.attempt() + ")" : "";
                    printLine("");
                    printLine(
                            "== [%d/%d] %s: %s%s"
                                    .formatted(
                                            run.steps().indexOf(step) + 1,
                                            run.steps().size(),
                                            PlanPrinter.phaseTitle(info.phase()),
                                            terminal.words(info.title()),
                                            again));
                });
    }

    private void printOutcome(StepFinished finished, StepRun step) {
        String took =
                step.started()
                        .map(start -> Duration.between(start, finished.at()))
                        .map(time -> " after " + DisplayFormat.formatDuration(time))
                        .orElse("");
        String reason =
                finished.reason().isEmpty() ? "." : ": " + terminal.words(finished.reason());
        printLine(
                switch (finished.outcome()) {
                    case OK -> "-- Done" + took + ".";
                    case ALREADY_DONE -> "-- Was done already" + reason;
                    case SKIPPED -> "-- Skipped" + reason;
                    case FAILED -> "-- FAILED" + took + reason;
                    case UNKNOWN -> "-- NOT KNOWN how it ended" + reason;
                    case CANCELLED -> "-- Cancelled" + took + reason;
                });
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

    private void printLine(String text) {
        endColours();
        if (lineOpen) {
            terminal.out().println();
            lineOpen = false;
        }
        terminal.printLine(text);
    }
}
