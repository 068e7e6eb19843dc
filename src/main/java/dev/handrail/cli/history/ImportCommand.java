package dev.handrail.cli.history;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.RunView;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.store.history.archive.ImportResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Adds an exported run to the history, unless the file was altered.
@Command(
        name = "import",
        description =
                "Check a file that export has written, and add its run to the history. A run that"
                        + " is there already stays as it is.")
public final class ImportCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file to read.")
    private Path file = Path.of("");

    public ImportCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withJournal(out, this::importRun);
    }

    private int importRun(Engine engine) {
        return switch (engine.importRun(file)) {
            case ImportResult.Imported(String run) ->
                    report(run, true, Message.of("cli.import.added", run));
            case ImportResult.Present(String run) ->
                    report(run, false, Message.of("cli.import.present", run));
            case ImportResult.Refused refused ->
                    out.reportProblem(refused.problem(), ExitCodes.FAILED);
        };
    }

    private int report(String run, boolean added, Message text) {
        out.printResult(new RunView.RunFileView(file.toString(), run, added), text);
        return ExitCodes.OK;
    }
}
