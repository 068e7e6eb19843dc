package dev.handrail.cli.command;

import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.store.runbook.OwnRunbook;
import dev.handrail.store.runbook.RunbookLibrary;
import dev.handrail.store.runbook.RunbookLibrary.LoadResult;
import dev.handrail.store.settings.TrustedRunbooks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Lets Handrail use a runbook of the admin's own, as it is now.
@Command(
        name = "trust",
        description = "Let Handrail use a runbook of your own, until one of its files changes.")
public final class RunbookTrustCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;

    @Parameters(paramLabel = "FOLDER", description = "The folder with runbook.json.")
    private Path folder = Path.of("");

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    public RunbookTrustCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        LoadResult read = RunbookLibrary.readOwn(folder);
        read.errors().forEach(error -> context.terminal().printWarning(error.locatedMessage()));
        return read.untrusted().isEmpty()
                ? ExitCodes.FAILED
                : askAndTrust(read.untrusted().getFirst());
    }

    private int askAndTrust(OwnRunbook own) {
        context.terminal().printWarning(own.description());
        Message question = Message.of("cli.runbook.trust.confirm", own.runbook().id());
        if (!yes && !context.terminal().confirm(question)) {
            context.terminal().printWarning(Message.of("cli.runbook.not-used", own.runbook().id()));
            return ExitCodes.ANSWER_NEEDED;
        }
        Optional<Problem> problem =
                new TrustedRunbooks(context.config().folders().config())
                        .trustRunbook(own.hash(), own.folder());
        if (problem.isPresent()) {
            return out.reportProblem(problem.get(), ExitCodes.FAILED);
        }
        out.printLine(Message.of("cli.runbook.trusted", own.runbook().id()));
        return ExitCodes.OK;
    }
}
