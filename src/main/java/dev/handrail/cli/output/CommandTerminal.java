package dev.handrail.cli.output;

import dev.handrail.model.Message;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.text.MessageFormatter;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a command prints and where it asks. Tests replace the real terminal.
public interface CommandTerminal {
    /// The language that this terminal prints.
    CommandLanguage language();

    /// Standard output, for the result of the command.
    PrintStream out();

    /// Standard error, for warnings and problems.
    PrintStream err();

    /// Whether a person can answer at this terminal.
    boolean isInteractive();

    /// Whether commands may print colours.
    boolean supportsColour();

    /// Asks a person for a line and waits for it; empty if nobody can answer or the input has
    /// ended.
    Optional<String> readLine(String prompt);

    /// Asks a person for a secret without showing what they type; empty as for [#readLine].
    Optional<char[]> readSecret(String prompt);

    /// The next line of standard input, from a person or a program; empty at its end.
    Optional<String> readInput();

    /// Runs the action on another thread when the command is interrupted, until the result is
    /// closed.
    InterruptHook onInterrupt(Runnable action);

    /// Closing it removes the action again.
    interface InterruptHook extends AutoCloseable {
        @Override
        void close();
    }

    /// Asks a yes-or-no question. The answer is no if nobody can answer.
    default boolean confirm(Message question) {
        String yes = words(Message.of("cli.confirm.yes"));
        return readLine(words(Message.of("cli.confirm.prompt", question)) + " ")
                .filter(text ->
                        List.of(yes.split(" ")).contains(text.strip().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /// Formats messages, durations and sizes in the language of this terminal.
    default MessageFormatter texts() {
        return language().texts();
    }

    /// The message in the language of this terminal, with control characters still in it.
    default String words(Message message) {
        return texts().format(message);
    }

    /// Prints a line. The text may come from a server, so control characters are removed.
    default void printLine(String text) {
        out().println(OutputSanitizer.toPlainText(text));
    }

    default void printLine(Message message) {
        printLine(words(message));
    }

    default void printWarning(Message message) {
        printWarning(words(message));
    }

    /// Prints a line to standard error, for everything that is not the result of the command.
    default void printWarning(String text) {
        err().println(OutputSanitizer.toPlainText(text));
    }
}
