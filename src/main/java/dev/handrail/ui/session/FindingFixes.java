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

/// The commands that mend findings and were run from the plan, and what came of each. Belongs to
/// the FX thread.
public final class FindingFixes {
    /// How long one may take.
    public static final Duration LIMIT = Duration.ofMinutes(10);

    private static final int MOST_CHARACTERS = 100_000;

    private final Engine engine;
    private final BackgroundTasks tasks;
    private final Map<String, FixState> states = new HashMap<>();
    private final Map<String, Runnable> watchers = new HashMap<>();

    public sealed interface FixState {
        record FixRunning(String server) implements FixState {}

        /// `exit`: -1 when the limit was reached and it was left.
        record FixEnded(int exit, String output) implements FixState {}

        record FixLost(Message why) implements FixState {}
    }

    FindingFixes(Engine engine, BackgroundTasks tasks) {
        this.engine = engine;
        this.tasks = tasks;
    }

    public Optional<FixState> findState(String command) {
        return Optional.ofNullable(states.get(command));
    }

    public boolean isRunning() {
        return states.values().stream().anyMatch(state -> state instanceof FixState.FixRunning);
    }

    /// Calls back when the state of a command changes, in place of who was called back before.
    public void watchCommand(String command, Runnable changed) {
        watchers.put(command, changed);
    }

    /// Runs the only step of a plan that mends a finding.
    public void run(ServerConnection link, String command, Plan.Ready plan) {
        FixState.FixRunning begun = new FixState.FixRunning(link.target().addressText());
        putState(command, begun);
        tasks.of(() -> toEndedState(engine.runFix(plan, link)))
                .onError(
                        ConnectionLostException.class,
                        lost -> finishFix(command, begun, new FixState.FixLost(lost.reason())))
                .onError(
                        Journal.JournalUnwritable.class,
                        e -> finishFix(command, begun, new FixState.FixLost(e.problem().message())))
                .onDone(state -> finishFix(command, begun, state))
                .start();
    }

    private static FixState toEndedState(FixResult mended) {
        String shown = OutputSanitizer.toPlainText(mended.output().stripTrailing());
        int from = Math.max(0, shown.length() - MOST_CHARACTERS);
        return new FixState.FixEnded(
                mended.exit(), (from > 0 ? "...\n" : "") + shown.substring(from));
    }

    /// What ends after its server was left is nobody's any more.
    private void finishFix(String command, FixState begun, FixState state) {
        if (states.get(command) == begun) {
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

    void clearStates() {
        states.clear();
        watchers.clear();
    }
}
