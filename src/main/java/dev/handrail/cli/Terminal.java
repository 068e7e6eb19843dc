package dev.handrail.cli;

import dev.handrail.report.OutputText;

import java.io.PrintStream;
import java.util.Optional;

/// Where a command writes to and asks.
interface Terminal {
    PrintStream out();

    PrintStream err();

    /// Whether a person is there to answer.
    boolean interactive();

    /// Whether colours may be written.
    boolean colour();

    /// Asks a person for a line; empty when there is no person or no more input.
    Optional<String> line(String prompt);

    /// Asks a person for a secret, which is not shown.
    Optional<char[]> secret(String prompt);

    /// The next line of standard input, whoever writes it.
    Optional<String> input();

    /// Has the action done when the command is interrupted, until the result is closed.
    Hook onInterrupt(Runnable action);

    /// Takes an action for interrupts back.
    interface Hook extends AutoCloseable {
        @Override
        void close();
    }

    /// Asks a yes-or-no question; no is the answer when nobody is there.
    default boolean confirm(String question) {
        return line(question + " [y/N] ")
                .filter(text -> text.strip().matches("(?i)y|yes"))
                .isPresent();
    }

    /// Writes a line whose text may come from a server: what could act on a terminal is taken out.
    default void say(String text) {
        out().println(OutputText.plain(text));
    }

    /// The same, for what is no result.
    default void warn(String text) {
        err().println(OutputText.plain(text));
    }
}
