package dev.handrail.cli;

import dev.handrail.app.Engine;
import dev.handrail.model.Run;
import dev.handrail.report.Reports;
import dev.handrail.store.PrivateFiles;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Writes the report of a run.
@Command(name = "report", description = "Write the report of a run, to attach to a ticket.")
final class ReportCommand implements Callable<Integer> {
    private final Context context;
    @Mixin private final Out out;
    @Mixin private final RunChoice choice = new RunChoice();

    @Option(
            names = "--format",
            paramLabel = "html|md|json",
            description = "Form of the report (default: md).")
    private Form form = Form.MD;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Write it to a file instead of the terminal.")
    private @Nullable Path file;

    enum Form {
        HTML,
        MD,
        JSON
    }

    ReportCommand(Context context) {
        this.context = context;
        this.out = new Out(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out, engine -> choice.with(out, engine, run -> report(engine, run)));
    }

    private int report(Engine engine, Run run) {
        String text =
                switch (form) {
                    case HTML -> Reports.html(run, engine.journal());
                    case MD -> Reports.markdown(run, engine.journal());
                    case JSON -> Reports.json(run, engine.journal());
                };
        Path to = file;
        if (to == null) {
            out.terminal().out().println(text);
            return Exit.OK;
        }
        try {
            PrivateFiles.export(to, text);
        } catch (IOException e) {
            return out.problem(
                    "report.unwritable",
                    "The report cannot be written to " + to + ": " + e.getMessage(),
                    "Choose another place with --out.",
                    Exit.FAILED);
        }
        if (out.json()) {
            out.json(View.map("report", to.toString(), "run", run.id()));
        } else {
            out.say("Written to " + to + ".");
        }
        return Exit.OK;
    }
}
