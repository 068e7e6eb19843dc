package dev.handrail.cli;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;

/// The terminal that the process was started from.
public final class SystemTerminal implements Terminal {
    private final @Nullable Console console = terminal();
    private final BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    private static @Nullable Console terminal() {
        Console found = System.console();
        return found != null && found.isTerminal() ? found : null;
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
    public boolean interactive() {
        return console != null;
    }

    @Override
    public boolean colour() {
        return console != null && System.getenv("NO_COLOR") == null;
    }

    @Override
    public Optional<String> line(String prompt) {
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readLine("%s", prompt));
    }

    @Override
    public Optional<char[]> secret(String prompt) {
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s", prompt));
    }

    @Override
    public Optional<String> input() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Hook onInterrupt(Runnable action) {
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
