package dev.handrail.ui.session;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.app.Engine;
import dev.handrail.app.rehearsal.RehearsalCopies;
import dev.handrail.app.rehearsal.RehearsalCopies.PreparedCopy;
import dev.handrail.app.rehearsal.RehearsalCopies.RefusalKind;
import dev.handrail.app.rehearsal.RehearsalVerdict;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.Target;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunPurpose;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.BackgroundTasks;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.Map;
import java.util.Optional;

/// Copies the connected server, runs a plan in the copy, and removes the copy when the rehearsal is
/// over. It has connections of its own. It belongs to the FX thread.
public final class RehearsalLauncher {
    private final Engine engine;
    private final BackgroundTasks tasks;
    private final WindowSession session;
    private final RunLauncher runs;
    private final AutoRollbackLauncher rollbacks;
    private final ReadOnlyObjectWrapper<CopyRemoval> removal =
            new ReadOnlyObjectWrapper<>(this, "removal", CopyRemoval.NONE);

    RehearsalLauncher(
            Engine engine,
            BackgroundTasks tasks,
            WindowSession session,
            RunLauncher runs,
            AutoRollbackLauncher rollbacks) {
        this.engine = engine;
        this.tasks = tasks;
        this.session = session;
        this.runs = runs;
        this.rollbacks = rollbacks;
    }

    /// What is done to the copy in which a run happened. `left`: why it is still there.
    public record CopyRemoval(String run, boolean over, Optional<Problem> left) {
        static final CopyRemoval NONE = new CopyRemoval("", false, Optional.empty());
    }

    /// A rehearsal that has begun. `links`: to the copy, by role. `live`: to its server, which may
    /// not be connected. `andBack`: the roll-back follows if the upgrade works.
    private record RunningRehearsal(
            Map<String, ServerConnection> links, ServerConnection live, boolean andBack) {
        void closeLinks() {
            links.values().forEach(ServerConnection::close);
            live.close();
        }
    }

    /// The newest removal of a copy.
    public ReadOnlyObjectProperty<CopyRemoval> removalProperty() {
        return removal.getReadOnlyProperty();
    }

    /// Copies the connected server and starts the plan in the copy. The result stops that as long
    /// as the run has not begun. `andBack`: the roll-back follows if the upgrade works.
    public Runnable startRehearsal(Plan.Ready plan, boolean andBack, ConnectCallbacks callbacks) {
        ServerConnection live = session.currentLink().orElseThrow().toCopy("");
        tasks.of(() -> prepareCopy(plan, live))
                .onDone(prepared -> begin(prepared, plan, live, andBack, callbacks))
                .start();
        return () -> tasks.execute(live::close);
    }

    private static PreparedCopy prepareCopy(Plan.Ready plan, ServerConnection live) {
        return live.connect()
                .<PreparedCopy>map(
                        problem -> new PreparedCopy.Refused(problem, RefusalKind.CONNECTION_LOST))
                .orElseGet(() -> RehearsalCopies.prepareCopy(plan, live, _ -> {}));
    }

    private void begin(
            PreparedCopy prepared,
            Plan.Ready plan,
            ServerConnection live,
            boolean andBack,
            ConnectCallbacks callbacks) {
        boolean wanted = callbacks.wanted().getAsBoolean();
        switch (prepared) {
            case PreparedCopy.Refused refused -> {
                tasks.execute(live::close);
                if (wanted) {
                    callbacks.failed().accept(refused.problem());
                } else if (refused.kind() == RefusalKind.LEFT) {
                    removal.set(new CopyRemoval("", true, Optional.of(refused.problem())));
                }
            }
            case PreparedCopy.Ready ready -> {
                String role = plan.route().roles().getFirst();
                RunningRehearsal running =
                        new RunningRehearsal(Map.of(role, ready.inside()), live, andBack);
                if (wanted) {
                    watch(
                            runs.startRun(
                                    plan, RunPurpose.UPGRADE, running.links(), callbacks.started()),
                            running);
                } else {
                    removeUnwanted(running);
                }
            }
        }
    }

    /// Whoever gave up closes the connection to the server, perhaps only now.
    private void removeUnwanted(RunningRehearsal running) {
        tasks.execute(running.live()::close);
        removeCopy("", new RunningRehearsal(running.links(), running.live().toCopy(""), false));
    }

    /// Removes the copy when a resumed run in it is over. `links`: to the copy, by role.
    void watchRun(RunModel model, Map<String, ServerConnection> links) {
        ServerConnection live = links.values().iterator().next().toCopy("");
        watch(model, new RunningRehearsal(links, live, false));
    }

    private void watch(RunModel model, RunningRehearsal running) {
        model.endedProperty()
                .addListener((ended, old, now) -> {
                    if (now != null) {
                        continueAfter(model, running, now);
                    }
                });
    }

    /// A roll-back that the admin asked for needs the copy. A run that only stands still keeps it,
    /// so that it can be resumed.
    private void continueAfter(RunModel model, RunningRehearsal running, RunOutcome outcome) {
        Run run = model.runProperty().get();
        boolean back = running.andBack() && run != null && RehearsalVerdict.hasWorked(run);
        switch (outcome) {
            case RunOutcome.Finished _ when back -> rollBack(model, running);
            case RunOutcome.RollBackRequested _ -> rollBack(model, running);
            case RunOutcome.Finished _ -> removeCopy(model.id(), running);
            case RunOutcome.Stuck _ when run == null -> removeCopy(model.id(), running);
            case RunOutcome.Paused _, RunOutcome.Stuck _ -> leaveCopy(running);
            default -> tasks.execute(running::closeLinks);
        }
    }

    /// A run that stands still continues later, unless the copy has ended.
    private void leaveCopy(RunningRehearsal running) {
        tasks.execute(() -> {
            ServerConnection inside = running.links().values().iterator().next();
            if (RehearsalCopies.hasEnded(inside)) {
                RehearsalCopies.removeCopy(inside.target().copy(), running.live());
                engine.runs().endRehearsals(running.live().target(), inside.target().copy());
            }
            running.closeLinks();
        });
    }

    private void rollBack(RunModel model, RunningRehearsal running) {
        RunningRehearsal last = new RunningRehearsal(running.links(), running.live(), false);
        rollbacks.rollBack(
                model,
                model.id(),
                running.links(),
                back ->
                        back.ifPresentOrElse(
                                begun -> watch(begun, last), () -> removeCopy(model.id(), last)));
    }

    /// Connects to the server of an unfinished rehearsal, removes its copy, and ends the run, which
    /// nothing can resume then.
    public void abandonRehearsal(String id, ConnectCallbacks callbacks) {
        CredentialPrompt prompt = session.credentialPrompt().whileWanted(callbacks.wanted());
        tasks.of(() -> engine.runs().findRun(id).flatMap(run -> abandonRun(run, prompt)))
                .onDone(left -> {
                    if (callbacks.wanted().getAsBoolean()) {
                        left.ifPresentOrElse(callbacks.failed(), callbacks.started());
                    }
                })
                .start();
    }

    /// Returns why the copy is still there.
    private Optional<Problem> abandonRun(Run run, CredentialPrompt prompt) {
        Target server = run.firstTarget().withCopy("");
        String copy = run.firstTarget().copy();
        try (ServerConnection live = engine.newLink(server, prompt)) {
            Optional<Problem> left = RehearsalCopies.removeCopy(copy, live);
            if (left.isEmpty()) {
                engine.runs().endRehearsals(server, copy);
            }
            return left;
        }
    }

    /// `run`: the id of the run that was the last in the copy.
    private void removeCopy(String run, RunningRehearsal running) {
        String copy = running.links().values().iterator().next().target().copy();
        removal.set(new CopyRemoval(run, false, Optional.empty()));
        tasks.of(
                        () -> {
                            Optional<Problem> left =
                                    RehearsalCopies.removeCopy(copy, running.live());
                            running.closeLinks();
                            return left;
                        })
                .onDone(left -> removal.set(new CopyRemoval(run, true, left)))
                .start();
    }
}
