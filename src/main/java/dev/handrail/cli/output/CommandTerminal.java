package dev.handrail.cli.output;

import dev.handrail.model.Message;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.text.MessageFormatter;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a command writes to and asks.
public interface CommandTerminal {
    /// The language that this terminal prints.
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

    /// Runs the action when the command is interrupted, until the result is closed.
    InterruptHook onInterrupt(Runnable action);

    /// Removes an action for interrupts again.
    interface InterruptHook extends AutoCloseable {
        @Override
        void close();
    }

    /// Asks a yes-or-no question; the answer is no when nobody is there.
    default boolean confirm(Message question) {
        String yes = words(Message.of("cli.confirm.yes"));
        return readLine(words(Message.of("cli.confirm.prompt", question)) + " ")
                .filter(text ->
                        List.of(yes.split(" ")).contains(text.strip().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /// The texts of the language, which also know how to write spans of time and sizes.
    default MessageFormatter texts() {
        return language().texts();
    }

    default String words(Message message) {
        return texts().format(message);
    }

    /// Writes a line whose text may come from a server: control characters are removed.
    default void printLine(String text) {
        out().println(OutputSanitizer.toPlainText(text));
    }

    default void printLine(Message message) {
        printLine(words(message));
    }

    default void printWarning(Message message) {
        printWarning(words(message));
    }

    /// The same on standard error, for everything that is no result.
    default void printWarning(String text) {
        err().println(OutputSanitizer.toPlainText(text));
    }
}
