package dev.handrail.cli.command;

import dev.handrail.cli.json.RunbookCheckView;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.store.runbook.RunbookLibrary;
import dev.handrail.store.runbook.RunbookLibrary.LoadResult;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// Groups the commands for people who write runbooks.
@Command(name = "runbook", description = "For those who write runbooks.")
public final class RunbookCommand {

    /// Checks a runbook folder without a server. Its exit code is 0 only if there are no errors.
    @Command(
            name = "check",
            description = "Check a runbook folder; name file, line and field of each error.")
    public static final class CheckCommand implements Callable<Integer> {
        @Mixin private final CommandOutput out;

        @Parameters(paramLabel = "FOLDER", description = "The folder with runbook.json.")
        private Path folder = Path.of("");

        public CheckCommand(CommandContext context) {
            this.out = new CommandOutput(context.terminal());
        }

        @Override
        public Integer call() {
            return Files.isDirectory(folder)
                    ? checkFolder()
                    : out.reportProblem(
                            "runbook.none",
                            Message.of("cli.runbook.no-folder.what", folder.toString()),
                            Message.of("cli.runbook.no-folder.todo"),
                            ExitCodes.NOT_FOUND);
        }

        private int checkFolder() {
            LoadResult loaded = RunbookLibrary.checkFolder(folder);
            if (out.isJson()) {
                out.printJson(RunbookCheckView.of(loaded));
            } else {
                printResult(loaded);
            }
            return loaded.errors().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
        }

        /// Prints errors and notices to standard error, and the sound runbooks if there are no
        /// errors.
        private void printResult(LoadResult loaded) {
            List<RunbookError> errors = loaded.errors();
            errors.forEach(error -> out.commandTerminal().printWarning(error.locatedMessage()));
            loaded.notices().forEach(out.commandTerminal()::printWarning);
            if (errors.isEmpty()) {
                loaded.runbooks()
                        .forEach(book ->
                                out.printLine(
                                        Message.of("cli.runbook.ok", book.id(), book.name())));
            } else {
                out.commandTerminal().printWarning(Message.of("cli.runbook.errors", errors.size()));
            }
        }
    }
}
