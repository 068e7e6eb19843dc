package dev.handrail.cli.command;

import dev.handrail.app.Engine;
import dev.handrail.cli.json.ConfigView;
import dev.handrail.cli.json.WrittenFilesView;
import dev.handrail.cli.option.RunParameter;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.cli.session.RunServerConnections;
import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.summary.MergeSummary;
import dev.handrail.model.summary.MergeSummary.MergedChange;
import dev.handrail.model.summary.MergeSummary.MergedFile;
import dev.handrail.model.summary.MergedSetting;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.run.server.WrittenFiles;
import dev.handrail.run.server.WrittenFiles.ComparedFile;
import dev.handrail.run.server.WrittenFiles.WrittenFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Shows each change of the configuration files of a run, and who decided about it. Connects to no
/// server unless it compares.
@Command(
        name = "config",
        description = "Show what a run decided about configuration files, change by change.")
public final class ConfigCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final RunParameter choice = new RunParameter();
    @Mixin private final ServerOptions server = new ServerOptions();

    @Option(
            names = "--compare",
            description =
                    "Look on the server which of the files have changed since the run wrote them."
                            + " Changes nothing.")
    private boolean compare;

    public ConfigCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return context.withEngine(
                out,
                engine ->
                        choice.withRun(
                                out,
                                engine,
                                run ->
                                        compare
                                                ? compareFiles(engine, run)
                                                : showFiles(engine, run)));
    }

    private int compareFiles(Engine engine, Run run) {
        List<WrittenFile> written =
                WrittenFiles.listFiles(run, engine.journal().readSoundEvents(run.id()).events());
        return written.isEmpty()
                ? printCompared(run, List.of())
                : RunServerConnections.withConnections(
                        out, engine, server, run, links -> compareOn(links, run, written));
    }

    private int compareOn(Map<String, ServerConnection> links, Run run, List<WrittenFile> written) {
        List<ComparedFile> compared = new ArrayList<>();
        for (Map.Entry<String, ServerConnection> link : links.entrySet()) {
            List<WrittenFile> there =
                    written.stream().filter(file -> file.role().equals(link.getKey())).toList();
            try {
                compared.addAll(
                        there.isEmpty()
                                ? List.of()
                                : WrittenFiles.compareFiles(link.getValue().currentShell(), there));
            } catch (ConnectionLostException e) {
                return out.reportProblem(
                        "link.lost",
                        Message.of(
                                "cli.connection.lost.what",
                                link.getValue().target().addressText(),
                                e.reason()),
                        Message.of("cli.connection.lost.todo"),
                        ExitCodes.NO_CONNECTION);
            }
        }
        return printCompared(run, compared);
    }

    private int printCompared(Run run, List<ComparedFile> compared) {
        if (out.isJson()) {
            out.printJson(WrittenFilesView.of(run.id(), compared));
        } else if (compared.isEmpty()) {
            out.printLine(Message.of("cli.config.no-hash"));
        } else {
            compared.forEach(file -> out.printLine(describeCompared(file)));
        }
        return ExitCodes.OK;
    }

    private static Message describeCompared(ComparedFile file) {
        String name = plainText(file.written().file());
        return switch (file.state()) {
            case AS_WRITTEN -> Message.of("cli.config.as-written", name);
            case CHANGED ->
                    Message.of(
                            "cli.config.changed",
                            name,
                            file.written().writtenAt(),
                            file.changedAt(),
                            plainText(file.owner()));
            case GONE -> Message.of("cli.config.gone", name);
            case UNKNOWN -> Message.of("cli.config.unknown", name);
        };
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
        String reason = plainText(out.commandTerminal().words(setting.describeReason()));
        if (!reason.isEmpty()) {
            out.printLine("  " + reason);
        }
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
