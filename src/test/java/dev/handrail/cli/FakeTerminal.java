package dev.handrail.cli;

import dev.handrail.cli.output.CommandLanguage;
import dev.handrail.cli.output.CommandTerminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A terminal with a person who types what the test says, or with nobody.
final class FakeTerminal implements CommandTerminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final CommandLanguage language = new CommandLanguage(java.util.Locale.ENGLISH);
    private final boolean interactive;
    private boolean colour;
    private final Deque<String> typed;
    private final List<Runnable> hooks = new ArrayList<>();

    private FakeTerminal(boolean interactive, List<String> typed) {
        this.interactive = interactive;
        this.typed = new ArrayDeque<>(typed);
    }

    /// A person who types these lines, then goes away.
    static FakeTerminal typing(String... lines) {
        return new FakeTerminal(true, List.of(lines));
    }

    /// No person; these lines stand on standard input.
    static FakeTerminal piped(String... lines) {
        return new FakeTerminal(false, List.of(lines));
    }

    /// One that shows colours.
    static FakeTerminal coloured() {
        FakeTerminal terminal = typing();
        terminal.colour = true;
        return terminal;
    }

    String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String warned() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// What a person sees: both streams.
    String all() {
        return shown() + warned();
    }

    void interrupt() {
        List.copyOf(hooks).forEach(Runnable::run);
    }

    int hooks() {
        return hooks.size();
    }

    @Override
    public CommandLanguage language() {
        return language;
    }

    @Override
    public PrintStream out() {
        return outStream;
    }

    @Override
    public PrintStream err() {
        return errStream;
    }

    @Override
    public boolean isInteractive() {
        return interactive;
    }

    @Override
    public boolean supportsColour() {
        return colour;
    }

    @Override
    public Optional<String> readLine(String prompt) {
        out().print(prompt);
        return interactive ? Optional.ofNullable(typed.poll()) : Optional.empty();
    }

    @Override
    public Optional<char[]> readSecret(String prompt) {
        return readLine(prompt).map(String::toCharArray);
    }

    @Override
    public Optional<String> readInput() {
        return Optional.ofNullable(typed.poll());
    }

    @Override
    public InterruptHook onInterrupt(Runnable action) {
        hooks.add(action);
        return () -> hooks.remove(action);
    }
}
