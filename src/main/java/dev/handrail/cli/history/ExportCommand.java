package dev.handrail.cli.history;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.RunView;
import dev.handrail.cli.option.RunParameter;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.Run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Writes a run with all its output to a file that another Handrail can import.
@Command(
        name = "export",
        description =
                "Write a run with all its output to a file. Secrets are stars in it, as in the"
                        + " history.")
public final class ExportCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;

    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "The run: its id, the beginning of it, or \"last\".")
    private String run = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("");

    public ExportCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out,
                engine ->
                        RunParameter.of(run).withRun(out, engine, found -> export(engine, found)));
    }

    private int export(Engine engine, Run found) {
        try {
            engine.exportRun(found.id(), file).ifPresent(context::noteDamage);
        } catch (IOException e) {
            return out.reportProblem(
                    "file.export-unwritable",
                    Message.of(
                            "cli.export.unwritable.what",
                            file.toString(),
                            String.valueOf(e.getMessage())),
                    Message.of("cli.report.unwritable.todo"),
                    ExitCodes.FAILED);
        }
        out.printResult(
                new RunView.RunFileView(file.toString(), found.id(), true),
                Message.of("cli.export.written", found.id(), file.toString()));
        return ExitCodes.OK;
    }
}
