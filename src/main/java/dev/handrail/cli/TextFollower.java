package dev.handrail.cli;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.LeftBehind;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Step;
import dev.handrail.report.OutputText;
import dev.handrail.report.Words;
import dev.handrail.run.StepTimes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Shows a run on a terminal: a heading for each step, its output as it comes, how it ended.
final class TextFollower extends Follower {
    private static final Duration QUIET = Duration.ofMinutes(1);

    /// How often it says how far it has read, in bytes.
    private static final long STRIDE = 64_000_000;

    private final Terminal terminal;
    private final Clock clock;
    private final Function<String, StepTimes> times;
    private OutputText filter;
    private boolean lineOpen;
    private boolean coloured;
    private Instant printed;
    private Duration quiet = QUIET;
    private long sayAgainAt;

    /// `times`: how long the steps of a product took before.
    TextFollower(
            Terminal terminal,
            List<RunEvent> earlier,
            Clock clock,
            Function<String, StepTimes> times) {
        super(earlier);
        this.terminal = terminal;
        this.clock = clock;
        this.times = times;
        this.filter = new OutputText(terminal.colour());
        this.printed = clock.instant();
    }

    @Override
    void show(RunEvent event, Run run) {
        endColours();
        switch (event) {
            case StepStarted started -> heading(started, run);
            case StepFinished finished ->
                    run.step(finished.step()).ifPresent(step -> ended(finished, step));
            case LinkChanged link ->
                    line(
                            link.up()
                                    ? "-- Connected again."
                                    : "-- The connection is gone since "
                                            + Words.HERE.time(link.at())
                                            + " ("
                                            + link.reason()
                                            + "). The step does not need it; connecting again"
                                            + " ...");
            case LeftBehind left -> line("-- " + left(left));
            case RunPaused paused -> line("-- The run stands still: " + paused.reason());
            case RunFinished over ->
                    line(
                            "-- "
                                    + (over.reason().isEmpty()
                                            ? "The run is over: " + View.word(over.result()) + "."
                                            : over.reason()));
            default -> {}
        }
    }

    /// What Handrail says and asks is never in a colour that a server left on.
    private void endColours() {
        if (coloured) {
            terminal.out().print(OutputText.RESET);
            terminal.out().flush();
            coloured = false;
        }
    }

    private static String left(LeftBehind event) {
        long size = event.all().stream().mapToLong(RunEvent.Left::kilobytes).sum();
        return PlanText.count(event.all().size(), "thing")
                + " ("
                + Words.size(size)
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
    public synchronized void heard(long step) {
        Duration silent = Duration.between(printed, clock.instant());
        if (silent.compareTo(quiet) > 0) {
            quiet = quiet.multipliedBy(2);
            running(step)
                    .ifPresent(run ->
                            line(
                                    "-- Silent for "
                                            + Words.span(silent)
                                            + "; the server says that the step still runs."
                                            + before(run)));
        }
    }

    /// What the last run of the step took.
    private String before(StepRun step) {
        return times.apply(product()).past(step.step()).stream()
                .findFirst()
                .map(past -> " The last run of it took " + Words.span(past.took()) + ".")
                .orElse("");
    }

    @Override
    public synchronized void reading(long step, long read, long all) {
        if (read >= sayAgainAt && read < all) {
            sayAgainAt = read + STRIDE;
            line(
                    "-- Cancelled; reading the rest of its output ("
                            + Words.size(read / 1024)
                            + " of "
                            + Words.size(all / 1024)
                            + ").");
        }
    }

    @Override
    public synchronized void away(Instant next, int tries) {
        if (Integer.bitCount(tries) == 1) {
            Duration pause = Duration.between(clock.instant(), next);
            line("-- Still away; next try in " + Words.span(pause) + ".");
        }
    }

    private void heading(StepStarted started, Run run) {
        filter = new OutputText(terminal.colour());
        printed = clock.instant();
        quiet = QUIET;
        sayAgainAt = 0;
        run.step(started.seq())
                .ifPresent(step -> {
                    Step.Info info = step.step().info();
                    String again =
                            started.attempt() > 1 ? " (attempt " + started.attempt() + ")" : "";
                    line("");
                    line(
                            "== [%d/%d] %s: %s%s"
                                    .formatted(
                                            run.steps().indexOf(step) + 1,
                                            run.steps().size(),
                                            PlanText.title(info.phase()),
                                            info.title(),
                                            again));
                });
    }

    private void ended(StepFinished finished, StepRun step) {
        String took =
                step.started()
                        .map(start -> Duration.between(start, finished.at()))
                        .map(time -> " after " + Words.span(time))
                        .orElse("");
        String reason = finished.reason().isEmpty() ? "." : ": " + finished.reason();
        line(
                switch (finished.outcome()) {
                    case OK -> "-- Done" + took + ".";
                    case ALREADY_DONE -> "-- Was done already" + reason;
                    case SKIPPED -> "-- Skipped" + reason;
                    case FAILED -> "-- FAILED" + took + reason;
                    case UNKNOWN -> "-- NOT KNOWN how it ended" + reason;
                    case CANCELLED -> "-- Cancelled" + took + reason;
                });
        if (!step.passed()) {
            finished.seen().forEach(seen -> line("   " + seen));
        }
    }

    @Override
    public synchronized void output(long step, long offset, byte[] bytes) {
        printed = clock.instant();
        quiet = QUIET;
        String text = filter.feed(bytes);
        if (!text.isEmpty()) {
            terminal.out().print(text);
            coloured |= text.indexOf('\u001b') >= 0;
            terminal.out().flush();
            lineOpen = text.charAt(text.length() - 1) != '\n';
        }
    }

    private void line(String text) {
        endColours();
        if (lineOpen) {
            terminal.out().println();
            lineOpen = false;
        }
        terminal.say(text);
    }
}
