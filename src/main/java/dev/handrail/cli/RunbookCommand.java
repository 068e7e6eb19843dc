package dev.handrail.cli;

import dev.handrail.model.Runbook;
import dev.handrail.store.RunbookLibrary;
import dev.handrail.store.RunbookLibrary.Loaded;
import dev.handrail.store.RunbookLibrary.RunbookError;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// For those who write runbooks.
@Command(name = "runbook", description = "For those who write runbooks.")
final class RunbookCommand {

    /// Checks a runbook folder.
    @Command(
            name = "check",
            description = "Check a runbook folder; name file, line and field of each error.")
    static final class Check implements Callable<Integer> {
        @Mixin private final Out out;

        @Parameters(paramLabel = "FOLDER", description = "The folder with runbook.json.")
        private Path folder = Path.of("");

        Check(Context context) {
            this.out = new Out(context.terminal());
        }

        @Override
        public Integer call() {
            if (!Files.isDirectory(folder)) {
                return out.problem(
                        "runbook.none",
                        folder + " is no folder.",
                        "Name the folder that has runbook.json in it.",
                        Exit.NOT_FOUND);
            }
            Loaded loaded = RunbookLibrary.check(folder);
            if (out.json()) {
                out.json(
                        View.map(
                                "runbooks",
                                loaded.runbooks().stream().map(Runbook::id).toList(),
                                "errors",
                                loaded.errors().stream().map(Check::error).toList(),
                                "notices",
                                loaded.notices()));
            } else {
                print(loaded);
            }
            return loaded.errors().isEmpty() ? Exit.OK : Exit.FAILED;
        }

        private void print(Loaded loaded) {
            List<RunbookError> errors = loaded.errors();
            errors.forEach(error -> out.terminal().warn(error.toString()));
            loaded.notices().forEach(out.terminal()::warn);
            if (errors.isEmpty()) {
                loaded.runbooks()
                        .forEach(book -> out.say(book.id() + ": " + book.name() + " is in order."));
            } else {
                out.terminal().warn(PlanText.count(errors.size(), "error") + ".");
            }
        }

        private static Map<String, Object> error(RunbookError error) {
            return View.map(
                    "file",
                    error.file(),
                    "line",
                    error.line(),
                    "field",
                    error.field(),
                    "message",
                    error.message());
        }
    }
}
