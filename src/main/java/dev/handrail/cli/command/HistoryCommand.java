package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.app.Engine.OpenResult;
import dev.handrail.cli.json.RunView;
import dev.handrail.cli.json.StableNames;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.output.StateTexts;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.report.DisplayFormat;
import dev.handrail.report.csv.CsvWriter;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.run.RunHistory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/// Lists all runs, the newest first. With `--begin-new` it renames a damaged history and starts an
/// empty one.
@Command(name = "history", description = "List all runs, the newest first.")
public final class HistoryCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;

    @Option(
            names = "--begin-new",
            description = "Where the history is damaged: rename it and start a new one.")
    private boolean beginNew;

    @Option(names = "--csv", description = "Write CSV for spreadsheets instead of text.")
    private boolean csv;

    public HistoryCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        if (beginNew) {
            setAsideDamaged();
        }
        return context.withEngine(out, this::listRuns);
    }

    /// Renames the history only if something in it is damaged; otherwise changes nothing.
    private void setAsideDamaged() {
        switch (Engine.open(context.config())) {
            case OpenResult.Damaged _ -> setAside();
            case OpenResult.Ready(Engine engine) -> setAsideDamagedRuns(engine);
            case OpenResult.Failed _ -> {}
        }
    }

    /// A newer Handrail's runs are not damaged.
    private void setAsideDamagedRuns(Engine engine) {
        boolean damaged;
        try (engine) {
            damaged =
                    engine.checkHistory().damages().stream()
                            .anyMatch(found -> !found.problem().key().startsWith("history-newer"));
        }
        if (damaged) {
            setAside();
        }
    }

    private void setAside() {
        Path kept = Engine.setAsideHistory(context.config());
        out.commandTerminal().printWarning(Message.of("cli.history.set-aside", kept.toString()));
    }

    /// A history that can only be read is still listed, after a warning.
    private int listRuns(Engine engine) {
        List<RunSummary> runs = engine.journal().listRuns();
        engine.journal()
                .readOnlyReason()
                .ifPresent(problem -> out.commandTerminal().printWarning(problem.message()));
        printRuns(runs);
        engine.journal()
                .findDamagedRuns()
                .forEach(damaged -> context.noteDamage(damaged.problem()));
        return ExitCodes.OK;
    }

    private void printRuns(List<RunSummary> runs) {
        if (csv || out.isJson()) {
            printViews(runs.stream().map(run -> RunView.of(run, runs)).toList());
            return;
        }
        if (runs.isEmpty()) {
            out.printLine(Message.of("cli.history.empty"));
        }
        runs.forEach(run -> printRun(run, runs));
    }

    private void printViews(List<RunView> views) {
        if (csv) {
            out.commandTerminal().out().print(CsvWriter.toCsv(RunView.class, views));
            out.commandTerminal().out().flush();
        } else {
            out.printJson(views);
        }
    }

    private void printRun(RunSummary run, List<RunSummary> all) {
        String started = DisplayFormat.HERE.formatTime(Instant.parse(run.startedAt()));
        String status =
                new StateTexts(out.commandTerminal()).statusText(StableNames.runStatus(run));
        String versions =
                run.from()
                        + " -> "
                        + run.to()
                        + rehearsalText(run)
                        + originText(run)
                        + rollbackText(run, all);
        out.printLine(
                "%s  %s  %-16s  %s  %s %s"
                        .formatted(
                                run.id(), started, status, run.server(), run.product(), versions));
    }

    /// Empty for a run on the server itself.
    private String rehearsalText(RunSummary run) {
        return run.scope() == RunScope.COPY
                ? "  " + out.commandTerminal().words(Message.of("cli.history.rehearsal"))
                : "";
    }

    /// Empty for a run that stands alone.
    private String originText(RunSummary run) {
        return run.origin().isEmpty()
                ? ""
                : "  " + out.commandTerminal().words(describeOrigin(run));
    }

    /// Names the run that rolled this one back; empty if none did.
    private String rollbackText(RunSummary run, List<RunSummary> all) {
        return RunHistory.finishedRollbackOf(all, run.id())
                .map(back -> Message.of("cli.history.rolled-back-by", back.id()))
                .map(text -> "  " + out.commandTerminal().words(text))
                .orElse("");
    }

    /// Names the run that this one verifies or rolls back.
    private static Message describeOrigin(RunSummary run) {
        return run.isVerification()
                ? Message.of("cli.history.verifies", run.origin())
                : Message.of("cli.history.rolls-back", run.origin());
    }
}
