package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.ConfigView;
import dev.handrail.cli.option.RunParameter;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.summary.MergeSummary;
import dev.handrail.model.summary.MergeSummary.MergedChange;
import dev.handrail.model.summary.MergeSummary.MergedFile;
import dev.handrail.model.summary.MergedSetting;
import dev.handrail.report.OutputSanitizer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

/// Shows each change of the configuration files of a run, and who decided about it. Connects to no
/// server.
@Command(
        name = "config",
        description = "Show what a run decided about configuration files, change by change.")
public final class ConfigCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final RunParameter choice = new RunParameter();

    public ConfigCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out, engine -> choice.withRun(out, engine, run -> showFiles(engine, run)));
    }

    private int showFiles(Engine engine, Run run) {
        List<MergedFile> files =
                MergeSummary.listFiles(run, engine.journal().readSoundEvents(run.id()).events());
        if (out.isJson()) {
            out.printJson(ConfigView.of(run.id(), files));
        } else if (files.isEmpty()) {
            out.printLine(Message.of("cli.config.none"));
        }
        if (!out.isJson()) {
            files.forEach(this::printFile);
        }
        return ExitCodes.OK;
    }

    private void printFile(MergedFile file) {
        int count = file.changes().size();
        out.printLine(Message.of("cli.config.file", plainText(file.file()), file.step(), count));
        if (!file.written()) {
            out.printLine(Message.of("cli.config.not-written"));
        }
        MergedSetting.listSettings(file).forEach(this::printSetting);
        file.changes().forEach(this::printChange);
        out.printLine("");
    }

    private void printSetting(MergedSetting setting) {
        out.printLine(plainText(out.commandTerminal().words(setting.describeWhole())));
        out.printLine("  " + plainText(out.commandTerminal().words(setting.describeValues())));
    }

    /// Lines with `-` are the admin's, those with `+` are of the new version.
    private void printChange(MergedChange change) {
        String line = Integer.toString(change.lines().mineLine());
        out.printLine(Message.of("cli.config.change", line, change.describe()));
        change.lines().mine().forEach(text -> out.printLine("- " + plainText(text)));
        change.lines().fresh().forEach(text -> out.printLine("+ " + plainText(text)));
    }

    private static String plainText(String text) {
        return OutputSanitizer.toPlainText(text);
    }
}
