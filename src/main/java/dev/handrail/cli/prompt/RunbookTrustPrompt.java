package dev.handrail.cli.prompt;

import dev.handrail.app.Engine;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.CommandTerminal;
import dev.handrail.model.Message;
import dev.handrail.store.runbook.OwnRunbook;

/// Asks a person once whether Handrail may use a runbook of their own.
public record RunbookTrustPrompt(CommandOutput out, Engine engine) {

    /// Asks about each runbook that is not trusted yet. Where nobody can answer, it names the
    /// command that trusts the runbook, and the runbook stays unused.
    public void askForEach() {
        engine.untrustedRunbooks().forEach(this::askFor);
    }

    private void askFor(OwnRunbook own) {
        CommandTerminal terminal = out.commandTerminal();
        terminal.printWarning(own.description());
        String id = own.runbook().id();
        if (out.isJson() || !terminal.isInteractive()) {
            terminal.printWarning(
                    Message.of("cli.runbook.untrusted.todo", own.folder().toString()));
        } else if (terminal.confirm(Message.of("cli.runbook.trust.confirm", id))) {
            engine.trustRunbook(own).ifPresent(problem -> terminal.printWarning(problem.what()));
        } else {
            terminal.printWarning(Message.of("cli.runbook.not-used", id));
        }
    }
}
