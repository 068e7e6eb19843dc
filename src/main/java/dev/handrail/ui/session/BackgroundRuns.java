package dev.handrail.ui.session;

import dev.handrail.remote.ServerConnection;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.BackgroundTasks;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs that continue while the window shows something else. It belongs to the FX thread.
final class BackgroundRuns {
    private final BackgroundTasks tasks;
    private final List<BackgroundRun> runs = new ArrayList<>();
    private final List<RunModel> ended = new ArrayList<>();

    BackgroundRuns(BackgroundTasks tasks) {
        this.tasks = tasks;
    }

    /// A live run with its connections. `link` is null for a recorded run. `times`: how long its
    /// steps took in earlier runs.
    record BackgroundRun(
            RunModel run,
            @Nullable ServerConnection link,
            Map<String, ServerConnection> others,
            StepTimes times) {
        void close() {
            run.close();
            others.values().forEach(ServerConnection::close);
            if (link != null) {
                link.close();
            }
        }
    }

    void addRun(BackgroundRun run) {
        runs.add(run);
    }

    /// The runs that are still live. It closes those that have ended.
    List<RunModel> activeRuns() {
        List<BackgroundRun> over = runs.stream().filter(each -> !each.run().isLive()).toList();
        if (!over.isEmpty()) {
            runs.removeAll(over);
            over.forEach(each -> ended.add(each.run()));
            tasks.execute(() -> over.forEach(BackgroundRun::close));
        }
        return runs.stream().map(BackgroundRun::run).toList();
    }

    /// The runs that have ended here since the admin last saw them.
    List<RunModel> endedRuns() {
        return List.copyOf(ended);
    }

    /// The admin sees this run, or has opened it again.
    void forgetEnded(String id) {
        ended.removeIf(run -> run.id().equals(id));
    }

    /// Removes a run that is here, so that the window can show it again.
    BackgroundRun removeRun(String id) {
        return takeRun(id).orElseThrow();
    }

    /// Removes a run if it is here.
    Optional<BackgroundRun> takeRun(String id) {
        Optional<BackgroundRun> found =
                runs.stream().filter(each -> each.run().id().equals(id)).findFirst();
        found.ifPresent(runs::remove);
        return found;
    }
}
