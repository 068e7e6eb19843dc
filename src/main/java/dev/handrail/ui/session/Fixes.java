package dev.handrail.ui.session;

import dev.handrail.app.Engine;
import dev.handrail.model.Plan;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;
import dev.handrail.report.OutputText;
import dev.handrail.run.Journal;
import dev.handrail.run.Mended;
import dev.handrail.ui.kit.Tasks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The commands that mend findings and were run from the plan, and what came of each. Belongs to
/// the FX thread.
public final class Fixes {
    /// How long one may take.
    public static final Duration LIMIT = Duration.ofMinutes(10);

    private static final int MOST_CHARACTERS = 100_000;

    private final Engine engine;
    private final Tasks tasks;
    private final Map<String, State> states = new HashMap<>();
    private final Map<String, Runnable> watchers = new HashMap<>();

    public sealed interface State {
        record Running(String server) implements State {}

        /// `exit`: -1 when the limit was reached and it was left.
        record Ended(int exit, String output) implements State {}

        record Lost(String why) implements State {}
    }

    Fixes(Engine engine, Tasks tasks) {
        this.engine = engine;
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

    /// Runs the only step of a plan that mends a finding.
    public void run(Link link, String command, Plan.Ready plan) {
        State.Running begun = new State.Running(link.target().address());
        put(command, begun);
        tasks.of(() -> ended(engine.mend(plan, link)))
                .onError(
                        LinkLost.class,
                        lost ->
                                end(
                                        command,
                                        begun,
                                        new State.Lost(String.valueOf(lost.getMessage()))))
                .onError(
                        Journal.Unwritable.class,
                        e -> end(command, begun, new State.Lost(e.problem().toString())))
                .onDone(state -> end(command, begun, state))
                .start();
    }

    private static State ended(Mended mended) {
        String shown = OutputText.plain(mended.output().stripTrailing());
        int from = Math.max(0, shown.length() - MOST_CHARACTERS);
        return new State.Ended(mended.exit(), (from > 0 ? "...\n" : "") + shown.substring(from));
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
