package dev.handrail.cli.command;

import dev.handrail.cli.option.PracticeRunOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.session.CommandContext;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// The old name of `practice --run`, kept for scripts.
@Command(name = "rehearse", hidden = true, description = "The old name of: handrail practice --run")
public final class RehearseCommand implements Callable<Integer> {
    private final CommandContext context;
    @Mixin private final CommandOutput out;
    @Mixin private final PracticeRunOptions options = new PracticeRunOptions();

    public RehearseCommand(CommandContext context) {
        this.context = context;
        this.out = new CommandOutput(context.terminal());
    }

    @Override
    public Integer call() {
        return new PracticeUpgrade(out, options).run(context);
    }
}
