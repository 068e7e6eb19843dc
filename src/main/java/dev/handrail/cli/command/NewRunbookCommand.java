package dev.handrail.cli.command;

import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.store.runbook.RunbookSkeleton;
import dev.handrail.store.runbook.RunbookSkeleton.ProductKind;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Writes the skeleton of a runbook for a product of one's own.
@Command(
        name = "new",
        description = "Write a runbook for a product of your own, to be changed by you.")
public final class NewRunbookCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;

    @Parameters(
            paramLabel = "ID",
            description = "The id of the product: lower-case letters, digits and dashes.")
    private String id = "";

    @Option(
            names = "--like",
            required = true,
            paramLabel = "django|package|container",
            description =
                    "What the product is like: a checkout with virtual environment and PostgreSQL,"
                            + " a Debian package, or containers of docker compose.")
    private ProductKind kind = ProductKind.DJANGO;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name that people read (default: the id).")
    private String name = "";

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "A folder that does not exist (default: in Handrail's configuration).")
    private Path folder = Path.of("");

    public NewRunbookCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        if (!RunbookSkeleton.isValidId(id)) {
            return out.reportProblem(
                    "usage.runbook-id",
                    Message.of("cli.runbook.id.what", id),
                    Message.of("cli.runbook.id.todo"),
                    ExitCodes.USAGE);
        }
        return writeFiles(
                folder.toString().isEmpty()
                        ? context.config().folders().runbookFolder().resolve(id)
                        : folder);
    }

    private int writeFiles(Path target) {
        try {
            return printFiles(target, RunbookSkeleton.writeFiles(kind, id, displayName(), target));
        } catch (FileAlreadyExistsException e) {
            return reportFailure(
                    Message.of("cli.runbook.exists.what", target.toString()),
                    Message.of("cli.runbook.exists.todo"));
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            return reportFailure(
                    Message.of("cli.runbook.unwritable.what", target.toString(), why),
                    Message.EMPTY);
        }
    }

    /// Quotes and backslashes would end the texts of `runbook.json` or of a script.
    private String displayName() {
        String plain = name.replaceAll("[\\p{Cntrl}\"'\\\\`$]", "").strip();
        return plain.isEmpty() ? id : plain;
    }

    private int printFiles(Path target, List<String> files) {
        if (out.isJson()) {
            out.printJson(Map.of("folder", target.toString(), "files", files));
        } else {
            out.printLine(Message.of("cli.runbook.written", target.toString(), files.size()));
            out.printLine(Message.of("cli.runbook.next", target.toString()));
        }
        return ExitCodes.OK;
    }

    private int reportFailure(Message what, Message todo) {
        return out.reportProblem("file.not-written", what, todo, ExitCodes.FAILED);
    }
}
