package dev.handrail.cli;

import dev.handrail.cli.output.CommandLanguage;
import dev.handrail.cli.output.CommandTerminal;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;

/// The terminal that started this process. Without a console, such as in a pipe, nobody can answer
/// questions and there are no colours.
public final class SystemTerminal implements CommandTerminal {
    private final @Nullable Console console = findConsole();
    private final BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    private final TerminalLineReader lines =
            new TerminalLineReader(SystemTerminal::printPrompt, () -> readFrom(console));

    private final CommandLanguage language =
            new CommandLanguage(CommandLanguage.readEnvironment(System.getenv()));

    /// Null if input or output is redirected: Java may return a console that is no terminal.
    private static @Nullable Console findConsole() {
        Console found = System.console();
        return found != null && found.isTerminal() ? found : null;
    }

    @Override
    public CommandLanguage language() {
        return language;
    }

    @Override
    public PrintStream out() {
        return System.out;
    }

    @Override
    public PrintStream err() {
        return System.err;
    }

    @Override
    public boolean isInteractive() {
        return console != null;
    }

    @Override
    public boolean supportsColour() {
        return console != null && System.getenv("NO_COLOR") == null;
    }

    @Override
    public Optional<String> readLine(String prompt) {
        return console == null ? Optional.empty() : lines.readLine(prompt);
    }

    private static void printPrompt(String prompt) {
        System.out.print(prompt);
        System.out.flush();
    }

    private static Optional<String> readFrom(@Nullable Console person) {
        return person == null ? Optional.empty() : Optional.ofNullable(person.readLine());
    }

    @Override
    public Optional<char[]> readSecret(String prompt) {
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s", prompt));
    }

    @Override
    public Optional<String> readInput() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InterruptHook onInterrupt(Runnable action) {
        Thread thread = new Thread(action, "interrupted");
        Runtime.getRuntime().addShutdownHook(thread);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
            } catch (IllegalStateException _) {
                // It is shutting down, so the action runs or has run.
            }
        };
    }
}
