package dev.handrail.cli.output;

import dev.handrail.model.Message;
import dev.handrail.report.OutputSanitizer;

import java.io.PrintStream;
import java.util.Optional;

/// Where a command writes to and asks.
public interface CommandTerminal {
    /// The language that is spoken here.
    CommandLanguage language();

    PrintStream out();

    PrintStream err();

    /// Whether a person is there to answer.
    boolean isInteractive();

    /// Whether colours may be written.
    boolean supportsColour();

    /// Asks a person for a line; empty when there is no person or no more input.
    Optional<String> readLine(String prompt);

    /// Asks a person for a secret, which is not shown.
    Optional<char[]> readSecret(String prompt);

    /// The next line of standard input, whoever writes it.
    Optional<String> readInput();

    /// Has the action done when the command is interrupted, until the result is closed.
    InterruptHook onInterrupt(Runnable action);

    /// Takes an action for interrupts back.
    interface InterruptHook extends AutoCloseable {
        @Override
        void close();
    }

    /// Asks a yes-or-no question; no is the answer when nobody is there.
    default boolean confirm(String question) {
        return readLine(question + " [y/N] ")
                .filter(text -> text.strip().matches("(?i)y|yes"))
                .isPresent();
    }

    /// Writes a line whose text may come from a server: what could act on a terminal is taken out.
    default void printLine(String text) {
        out().println(OutputSanitizer.toPlainText(text));
    }

    default String words(Message message) {
        return language().texts().format(message);
    }

    default void printLine(Message message) {
        printLine(words(message));
    }

    default void printWarning(Message message) {
        printWarning(words(message));
    }

    /// The same, for what is no result.
    default void printWarning(String text) {
        err().println(OutputSanitizer.toPlainText(text));
    }
}
