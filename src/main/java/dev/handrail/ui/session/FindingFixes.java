package dev.handrail.ui.session;

import dev.handrail.app.Engine;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.run.FixResult;
import dev.handrail.run.Journal;
import dev.handrail.ui.kit.BackgroundTasks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs the commands that fix findings of a plan, and remembers the result of each. It belongs to
/// the FX thread.
public final class FindingFixes {
    /// The longest time that one fix may take.
    public static final Duration LIMIT = Duration.ofMinutes(10);

    private static final int MOST_CHARACTERS = 100_000;

    private final Engine engine;
    private final BackgroundTasks tasks;
    private final Map<String, FixState> states = new HashMap<>();
    private final Map<String, Runnable> watchers = new HashMap<>();

    /// The state of a fix that was started.
    public sealed interface FixState {
        /// `server` is the address of the server on which the fix runs.
        record FixRunning(String server) implements FixState {}

        /// `exit` is the exit code, or -1 when Handrail stopped waiting at the limit.
        record FixEnded(int exit, String output) implements FixState {}

        /// The result is unknown, because the connection was lost or the journal could not be
        /// written.
        record FixLost(Message why) implements FixState {}
    }

    FindingFixes(Engine engine, BackgroundTasks tasks) {
        this.engine = engine;
        this.tasks = tasks;
    }

    /// The state of the fix with this command, or empty when it was never started.
    public Optional<FixState> findState(String command) {
        return Optional.ofNullable(states.get(command));
    }

    /// Whether any fix is running.
    public boolean isRunning() {
        return states.values().stream().anyMatch(state -> state instanceof FixState.FixRunning);
    }

    /// Calls `changed` when the state of a command changes. It replaces the callback that was set
    /// for the command before.
    public void watchCommand(String command, Runnable changed) {
        watchers.put(command, changed);
    }

    /// Runs a plan whose only step fixes a finding. It returns at once.
    public void run(ServerConnection link, String command, Plan.Ready plan) {
        FixState.FixRunning started = new FixState.FixRunning(link.target().addressText());
        putState(command, started);
        Consumer<Message> lose = why -> finishFix(command, started, new FixState.FixLost(why));
        tasks.of(() -> toEndedState(engine.runs().runFix(plan, link)))
                .onError(ConnectionLostException.class, lost -> lose.accept(lost.reason()))
                .onError(Journal.JournalUnwritable.class, e -> lose.accept(e.problem().message()))
                .onDone(state -> finishFix(command, started, state))
                .start();
    }

    /// Keeps the last 100,000 characters of the output, without control sequences.
    private static FixState toEndedState(FixResult result) {
        String shown = OutputSanitizer.toPlainText(result.output().stripTrailing());
        int from = Math.max(0, shown.length() - MOST_CHARACTERS);
        return new FixState.FixEnded(
                result.exit(), (from > 0 ? "...\n" : "") + shown.substring(from));
    }

    /// Ignores the result of a fix whose server was left meanwhile.
    private void finishFix(String command, FixState started, FixState state) {
        if (states.get(command) == started) {
            putState(command, state);
        }
    }

    private void putState(String command, FixState state) {
        states.put(command, state);
        Runnable watcher = watchers.get(command);
        if (watcher != null) {
            watcher.run();
        }
    }

    /// Forgets all results and callbacks; the result of a fix that still runs is ignored.
    void clearStates() {
        states.clear();
        watchers.clear();
    }
}
