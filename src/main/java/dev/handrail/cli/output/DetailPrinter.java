package dev.handrail.cli.output;

import dev.handrail.model.Message;

/// Prints indented lines below what they explain.
record DetailPrinter(CommandTerminal terminal) {
    private static final String INDENT = " ".repeat(9);

    /// Prints nothing for an empty message.
    void printDetail(Message message) {
        String text = terminal.words(message);
        if (!text.isBlank()) {
            terminal.printLine(INDENT + text.strip().replace("\n", "\n" + INDENT));
        }
    }

    /// Prints nothing if the runbook names no source.
    void printSource(String source) {
        printDetail(source.isEmpty() ? Message.EMPTY : Message.of("cli.plan.source", source));
    }
}
