package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.RunView;
import dev.handrail.cli.option.RunParameter;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.report.ReportRenderer;
import dev.handrail.store.file.PrivateFiles;
import dev.handrail.text.MessageFormatter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Writes the report of a run to the terminal or to a file.
@Command(name = "report", description = "Write the report of a run, to attach to a ticket.")
public final class ReportCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final RunParameter choice = new RunParameter();

    @Option(
            names = "--format",
            paramLabel = "html|pdf|md|json|schema",
            description =
                    "Form of the report (default: md); schema: the JSON Schema of the last one.")
    private ReportFormat form = ReportFormat.MD;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Write it to a file instead of the terminal.")
    private @Nullable Path file;

    /// The formats that `--format` accepts.
    enum ReportFormat {
        HTML,
        PDF,
        MD,
        JSON,
        SCHEMA
    }

    public ReportCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return form == ReportFormat.SCHEMA
                ? writeSchema()
                : context.withEngine(
                        out,
                        engine -> choice.withRun(out, engine, run -> writeReport(engine, run)));
    }

    /// The schema belongs to no run.
    private int writeSchema() {
        String schema = ReportRenderer.readSchema();
        Path to = file;
        if (to != null) {
            return writeFile(to, schema.getBytes(StandardCharsets.UTF_8), "");
        }
        out.commandTerminal().out().println(schema);
        return ExitCodes.OK;
    }

    /// Without `--out` the report is the only output. Otherwise the file has the report, and the
    /// output names the file.
    private int writeReport(Engine engine, Run run) {
        engine.journal().readSoundEvents(run.id()).damage().ifPresent(context::noteDamage);
        Path to = file;
        if (to != null) {
            return writeFile(to, renderReport(engine, run), run.id());
        }
        if (form == ReportFormat.PDF) {
            return out.reportProblem(
                    "report.pdf-needs-file",
                    Message.of("cli.report.pdf.what"),
                    Message.of("cli.report.pdf.todo"),
                    ExitCodes.USAGE);
        }
        out.commandTerminal().out().println(renderText(engine, run));
        return ExitCodes.OK;
    }

    private byte[] renderReport(Engine engine, Run run) {
        MessageFormatter words = out.commandTerminal().language().texts();
        return form == ReportFormat.PDF
                ? ReportRenderer.renderPdf(run, engine.journal(), words)
                : renderText(engine, run).getBytes(StandardCharsets.UTF_8);
    }

    private String renderText(Engine engine, Run run) {
        MessageFormatter words = out.commandTerminal().language().texts();
        return switch (form) {
            case PDF, SCHEMA -> throw new IllegalStateException(form.name());
            case HTML -> ReportRenderer.renderHtml(run, engine.journal(), words);
            case MD -> ReportRenderer.renderMarkdown(run, engine.journal(), words);
            case JSON -> ReportRenderer.renderJson(run, engine.journal());
        };
    }

    private int writeFile(Path to, byte[] report, String run) {
        try {
            PrivateFiles.exportBytes(to, report);
        } catch (IOException e) {
            return reportUnwritable(to, String.valueOf(e.getMessage()));
        }
        out.printResult(
                new RunView.ReportView(to.toString(), run),
                Message.of("cli.report.written", to.toString()));
        return ExitCodes.OK;
    }

    private int reportUnwritable(Path to, String reason) {
        return out.reportProblem(
                "report.unwritable",
                Message.of("cli.report.unwritable.what", to.toString(), reason),
                Message.of("cli.report.unwritable.todo"),
                ExitCodes.FAILED);
    }
}
