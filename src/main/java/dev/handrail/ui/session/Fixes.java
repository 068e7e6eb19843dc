package dev.handrail.ui.session;

import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Mask;
import dev.handrail.remote.Shell.Ran;
import dev.handrail.report.OutputText;
import dev.handrail.ui.kit.Tasks;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The commands that mend findings and were run from the plan, and what came of each. Belongs to
/// the FX thread.
public final class Fixes {
    /// How long one may take.
    public static final Duration LIMIT = Duration.ofMinutes(10);

    private static final int MOST_CHARACTERS = 100_000;

    private final Tasks tasks;
    private final Map<String, State> states = new HashMap<>();
    private final Map<String, Runnable> watchers = new HashMap<>();

    public sealed interface State {
        record Running(String server) implements State {}

        /// `exit`: -1 when the limit was reached and it was left.
        record Ended(int exit, String output) implements State {}

        record Lost(String why) implements State {}
    }

    Fixes(Tasks tasks) {
        this.tasks = tasks;
    }

    public Optional<State> state(String command) {
        return Optional.ofNullable(states.get(command));
    }

    public boolean running() {
        return states.values().stream().anyMatch(state -> state instanceof State.Running);
    }

    /// Calls back when the state of a command changes, in place of who was called back before.
    public void watch(String command, Runnable changed) {
        watchers.put(command, changed);
    }

    public void run(Link link, String command) {
        State.Running begun = new State.Running(link.target().address());
        put(command, begun);
        tasks.of(() -> ended(link.shell().run(command, LIMIT)))
                .onError(
                        LinkLost.class,
                        lost ->
                                end(
                                        command,
                                        begun,
                                        new State.Lost(String.valueOf(lost.getMessage()))))
                .onDone(state -> end(command, begun, state))
                .start();
    }

    private static State ended(Ran ran) {
        String all =
                Stream.of(ran.out(), ran.err())
                        .map(String::stripTrailing)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n"));
        String shown = OutputText.plain(new Mask(List.of()).line(all));
        int from = Math.max(0, shown.length() - MOST_CHARACTERS);
        return new State.Ended(ran.exit(), (from > 0 ? "...\n" : "") + shown.substring(from));
    }

    /// What ends after its server was left is nobody's any more.
    private void end(String command, State begun, State state) {
        if (states.get(command) == begun) {
            put(command, state);
        }
    }

    private void put(String command, State state) {
        states.put(command, state);
        Runnable watcher = watchers.get(command);
        if (watcher != null) {
            watcher.run();
        }
    }

    void clear() {
        states.clear();
        watchers.clear();
    }
}
