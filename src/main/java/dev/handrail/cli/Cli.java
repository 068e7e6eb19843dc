package dev.handrail.cli;

import dev.handrail.app.BugHandler;
import dev.handrail.app.BugReport;
import dev.handrail.app.Engine;
import dev.handrail.run.Journal;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Handrail without a window: the same engine as commands.
public final class Cli {
    private Cli() {}

    @Command(
            name = "handrail",
            description =
                    "Upgrades a server one visible step at a time, and can always say what it did.",
            footer = {
                "",
                "Without a command the window opens. Each command explains itself with --help."
            },
            synopsisSubcommandLabel = "COMMAND",
            exitCodeListHeading = "%nExit codes:%n")
    private static final class Root {}

    /// Runs a command; returns its exit code.
    public static int run(Engine.Config config, String... arguments) {
        return run(new Context(new SystemTerminal(), config), arguments);
    }

    static int run(Context context, String... arguments) {
        try (BugHandler bugs =
                BugHandler.install(context.config().log(), bug -> tell(context, bug))) {
            return line(context, bugs).execute(arguments);
        }
    }

    private static CommandLine line(Context context, BugHandler bugs) {
        CommandLine all =
                new CommandLine(new Root())
                        .addSubcommand(new DetectCommand(context))
                        .addSubcommand(new PlanCommand(context))
                        .addSubcommand(new UpgradeCommand(context))
                        .addSubcommand(new ResumeCommand(context))
                        .addSubcommand(new RollbackCommand(context))
                        .addSubcommand(new VerifyCommand(context))
                        .addSubcommand(new HistoryCommand(context))
                        .addSubcommand(new ShowCommand(context))
                        .addSubcommand(new ReportCommand(context))
                        .addSubcommand(new LeftoversCommand(context))
                        .addSubcommand(new PracticeCommand(context))
                        .addSubcommand(new RehearseCommand(context))
                        .addSubcommand(
                                new CommandLine(new RunbookCommand())
                                        .addSubcommand(new RunbookCommand.Check(context)));
        helped(all);
        all.setOut(writer(context.terminal().out()));
        all.setErr(writer(context.terminal().err()));
        all.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        context.terminal().colour()
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF));
        all.setCaseInsensitiveEnumValuesAllowed(true);
        all.setAbbreviatedOptionsAllowed(false);
        all.setParameterExceptionHandler((e, _) -> misused(context, e));
        all.setExecutionExceptionHandler((e, line, parsed) -> failed(context, bugs, e));
        return all;
    }

    /// Gives each command --help with the exit codes, and the first one --version.
    private static void helped(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(() -> new String[] {"Handrail " + version()});
        Map<String, String> codes = new LinkedHashMap<>();
        for (String meaning : Exit.MEANINGS) {
            int colon = meaning.indexOf(':');
            codes.put(meaning.substring(0, colon), meaning.substring(colon + 1));
        }
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        line.getSubcommands().values().forEach(Cli::helped);
    }

    private static PrintWriter writer(PrintStream to) {
        return new PrintWriter(to, true, to.charset());
    }

    private static String version() {
        String packed = Cli.class.getPackage().getImplementationVersion();
        return packed == null ? "(not packed)" : packed;
    }

    private static int misused(Context context, CommandLine.ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        context.terminal().warn(String.valueOf(e.getMessage()));
        context.terminal().warn("See: " + command + " --help");
        return Exit.USAGE;
    }

    /// A journal that cannot be written is expected; all else is a bug, and says so.
    private static int failed(Context context, BugHandler bugs, Exception e) {
        Out out = new Out(context.terminal());
        if (e instanceof Journal.Unwritable unwritable) {
            return out.problem(unwritable.problem(), Exit.HISTORY);
        }
        bugs.report(e);
        return Exit.FAILED;
    }

    private static void tell(Context context, BugReport bug) {
        context.terminal().warn("This is a mistake in Handrail: " + bug.trace().strip());
        context.terminal().warn("The log file has it too: " + bug.log());
    }
}
