package dev.handrail.run.session;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.Step;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell.StepFolder;
import dev.handrail.remote.ServerShell.StepStatus;
import dev.handrail.run.service.RunRecorder;
import dev.handrail.run.service.RunServices;
import dev.handrail.run.service.ServerConnections;

import java.util.Optional;

/// Finds out why Handrail must not roll a run back by itself.
final class RollbackObstacles {
    private final RunRecorder recorder;
    private final ServerConnections servers;

    RollbackObstacles(RunServices context) {
        this.recorder = context.recorder();
        this.servers = context.servers();
    }

    /// Returns why the whole run cannot be rolled back, such as a point of no return, or empty.
    Optional<Message> findInPlan() {
        return switch (RollbackPlanner.planRollback(recorder.currentRun(), RollbackScope.RUN)) {
            case Plan.Ready _ -> Optional.empty();
            case Plan.UpToDate _ -> Optional.of(Message.of("plan.rollback.nothing.title"));
            case Plan.Blocked blocked -> Optional.of(blocked.findings().getFirst().title());
        };
    }

    /// Returns why the servers do not allow a roll-back now, or empty: one is not reachable, or the
    /// step that failed still runs there.
    Optional<Message> findOnServers(StepRun step) {
        Optional<Message> unreachable = servers.findUnreachable();
        if (unreachable.isPresent()) {
            return Optional.of(Message.of("run.auto-rollback.unreachable", unreachable.get()));
        }
        return step.step() instanceof Step.Script ? findRunningStep(step) : Optional.empty();
    }

    private Optional<Message> findRunningStep(StepRun step) {
        String role = step.step().info().role();
        StepFolder folder =
                new StepFolder(servers.serverAt(role).base(), recorder.runId(), step.folder());
        try {
            return servers.shell(role).stepStatus(folder) instanceof StepStatus.Running
                    ? Optional.of(
                            Message.of("run.auto-rollback.step-alive", step.step().info().title()))
                    : Optional.empty();
        } catch (ConnectionLostException e) {
            return Optional.of(Message.of("run.auto-rollback.unreachable", e.reason()));
        }
    }
}
