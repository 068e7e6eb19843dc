package dev.handrail.cli;

import dev.handrail.app.BugHandler;
import dev.handrail.app.BugReport;
import dev.handrail.app.EngineConfig;
import dev.handrail.app.ProductVersion;
import dev.handrail.cli.command.ArtifactsCommand;
import dev.handrail.cli.command.ConfigCommand;
import dev.handrail.cli.command.DetectCommand;
import dev.handrail.cli.command.HistoryCheckCommand;
import dev.handrail.cli.command.HistoryCommand;
import dev.handrail.cli.command.NewRunbookCommand;
import dev.handrail.cli.command.PlanCommand;
import dev.handrail.cli.command.PracticeCommand;
import dev.handrail.cli.command.RehearseCommand;
import dev.handrail.cli.command.ReportCommand;
import dev.handrail.cli.command.ResumeCommand;
import dev.handrail.cli.command.RollbackCommand;
import dev.handrail.cli.command.RunbookCommand;
import dev.handrail.cli.command.RunbookTrustCommand;
import dev.handrail.cli.command.ShowCommand;
import dev.handrail.cli.command.UpgradeCommand;
import dev.handrail.cli.command.VerifyCommand;
import dev.handrail.cli.history.CompareCommand;
import dev.handrail.cli.history.ExportCommand;
import dev.handrail.cli.history.ImportCommand;
import dev.handrail.cli.history.NoteCommand;
import dev.handrail.cli.output.CommandLanguage;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.run.Journal;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Handrail without a window: the same engine, used by commands. Each command reads its options
/// with picocli and returns one of the [ExitCodes].
public final class CommandLineApp {
    private CommandLineApp() {}

    /// The command line without a subcommand. It only holds what all commands share.
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
    private static final class RootCommand {
        private final CommandContext context;

        RootCommand(CommandContext context) {
            this.context = context;
        }

        /// Picocli calls this while it parses, before any command prints.
        @Option(
                names = "--lang",
                scope = CommandLine.ScopeType.INHERIT,
                paramLabel = "LANGUAGE",
                description =
                        "Print ${COMPLETION-CANDIDATES}; default: the language of LC_ALL,"
                                + " LC_MESSAGES or LANG.")
        private void chooseLanguage(CommandLanguage.LanguageChoice choice) {
            context.terminal().language().chooseLanguage(choice.locale());
        }

        @Option(
                names = "--no-own-runbooks",
                scope = CommandLine.ScopeType.INHERIT,
                description = "Use the built-in runbooks only.")
        private void leaveOutOwnRunbooks(boolean wanted) {
            if (wanted) {
                context.leaveOutOwnRunbooks();
            }
        }
    }

    /// Runs a command in the terminal of this process and returns its exit code.
    public static int run(EngineConfig config, String... arguments) {
        return run(new CommandContext(new SystemTerminal(), config), arguments);
    }

    /// Runs a command and returns its exit code. Until then it logs the bugs of all threads and
    /// shows them on standard error.
    public static int run(CommandContext context, String... arguments) {
        try (BugHandler bugs =
                BugHandler.install(context.config().log(), bug -> reportBug(context, bug))) {
            return createCommandLine(context, bugs).execute(arguments);
        }
    }

    /// Registers all commands. The package's man page and completions are made from them, too.
    static CommandLine createCommandLine(CommandContext context, BugHandler bugs) {
        CommandLine all = new CommandLine(new RootCommand(context));
        serverCommands(context).forEach(all::addSubcommand);
        localCommands(context).forEach(all::addSubcommand);
        CommandLine history = Objects.requireNonNull(all.getSubcommands().get("history"));
        history.addSubcommand(new HistoryCheckCommand(context));
        all.addSubcommand(
                new CommandLine(new RunbookCommand())
                        .addSubcommand(new RunbookCommand.CheckCommand(context))
                        .addSubcommand(new NewRunbookCommand(context))
                        .addSubcommand(new RunbookTrustCommand(context)));
        addHelp(all);
        all.setCaseInsensitiveEnumValuesAllowed(true);
        all.setAbbreviatedOptionsAllowed(false);
        useTerminal(all, context.terminal());
        all.setExecutionStrategy(parsed -> executeTranslated(all, context, parsed));
        all.setParameterExceptionHandler((e, _) -> handleUsageError(context, e));
        all.setExecutionExceptionHandler((e, line, parsed) -> handleFailure(context, bugs, e));
        return all;
    }

    /// The commands that connect to servers.
    private static List<Callable<Integer>> serverCommands(CommandContext context) {
        return List.of(
                new DetectCommand(context),
                new PlanCommand(context),
                new UpgradeCommand(context),
                new ResumeCommand(context),
                new RollbackCommand(context),
                new VerifyCommand(context),
                new ArtifactsCommand(context));
    }

    private static List<Callable<Integer>> localCommands(CommandContext context) {
        return List.of(
                new HistoryCommand(context),
                new ShowCommand(context),
                new ReportCommand(context),
                new CompareCommand(context),
                new NoteCommand(context),
                new ExportCommand(context),
                new ImportCommand(context),
                new ConfigCommand(context),
                new PracticeCommand(context),
                new RehearseCommand(context));
    }

    private static void useTerminal(CommandLine all, CommandTerminal terminal) {
        all.setOut(createWriter(terminal.out()));
        all.setErr(createWriter(terminal.err()));
        all.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        terminal.supportsColour()
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF));
    }

    /// Gives a command and all its subcommands `--help` with the exit codes, and `--version`.
    private static void addHelp(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(() -> new String[] {"Handrail " + ProductVersion.text()});
        Map<String, String> codes = new LinkedHashMap<>();
        for (String meaning : ExitCodes.MEANINGS) {
            int colon = meaning.indexOf(':');
            codes.put(meaning.substring(0, colon), meaning.substring(colon + 1));
        }
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        line.getSubcommands().values().forEach(CommandLineApp::addHelp);
    }

    /// Flushes at each line and keeps the encoding of the stream.
    private static PrintWriter createWriter(PrintStream to) {
        return new PrintWriter(to, true, to.charset());
    }

    /// Prints what is wrong with the command line and which `--help` explains it.
    private static int handleUsageError(CommandContext context, CommandLine.ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        context.terminal().printWarning(HelpTranslator.describeError(e));
        context.terminal().printWarning(Message.of("cli.usage.see", command));
        return ExitCodes.USAGE;
    }

    /// The language is known only when the command line is parsed.
    private static int executeTranslated(
            CommandLine all, CommandContext context, CommandLine.ParseResult parsed) {
        HelpTranslator.translateHelp(all, context.terminal().language());
        return new CommandLine.RunLast().execute(parsed);
    }

    /// Handles what a command throws: a journal that cannot be written is an expected failure;
    /// everything else is a bug.
    private static int handleFailure(CommandContext context, BugHandler bugs, Exception e) {
        CommandOutput out = new CommandOutput(context.terminal());
        if (e instanceof Journal.JournalUnwritable unwritable) {
            return out.reportProblem(unwritable.problem(), ExitCodes.HISTORY);
        }
        bugs.report(e);
        return ExitCodes.FAILED;
    }

    /// Called on the thread on which the bug happened.
    private static void reportBug(CommandContext context, BugReport bug) {
        context.terminal().printWarning(Message.of("cli.bug.what", bug.trace().strip()));
        context.terminal().printWarning(Message.of("cli.bug.log", bug.log().toString()));
    }
}
