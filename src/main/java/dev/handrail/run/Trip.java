package dev.handrail.run;

import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Place;
import dev.handrail.model.RunEvent.Result;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResumed;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.Step;
import dev.handrail.remote.Shell.Folder;
import dev.handrail.remote.Shell.StepStatus;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One walk of a run by this process: connects, takes the locks, begins or takes up the run, and
/// goes.
final class Trip {
    private final Diary diary;
    private final Servers servers;
    private final Asking asking;
    private final Controls controls;
    private final Surroundings surroundings;

    Trip(
            Diary diary,
            Servers servers,
            Asking asking,
            Controls controls,
            Surroundings surroundings) {
        this.diary = diary;
        this.servers = servers;
        this.asking = asking;
        this.controls = controls;
        this.surroundings = surroundings;
    }

    /// What is outside of a run: time that passes, and the folder for copies.
    record Surroundings(Sleeper sleeper, Path copies) {}

    /// How it begins.
    interface Way {
        Ended go() throws Halted;
    }

    Controls controls() {
        return controls;
    }

    Servers servers() {
        return servers;
    }

    Ended walk(Way way) {
        try {
            Optional<Problem> closed = diary.journal().readOnly();
            return closed.isPresent() ? new Ended.Stuck(closed.get()) : way.go();
        } catch (Halted halted) {
            return halted.ended();
        } catch (Journal.Unwritable e) {
            return new Ended.Stuck(e.problem());
        }
    }

    static Ended busy() {
        return new Ended.Stuck(
                new Problem(
                        "run.busy", "This run is being walked here already.", "Go to its page."));
    }

    Ended start(Plan.Ready plan, String origin) throws Halted {
        Map<String, Place> places = servers.connect(plan.route().roles());
        Lock lock = lock();
        boolean back = !plan.route().id().equals(Plan.Route.VERIFICATION) && !origin.isEmpty();
        if (back) {
            judgeOrigin(origin);
        }
        try {
            take(
                    lock,
                    back ? origin : "",
                    () -> {
                        if (back) {
                            endOrigin(origin);
                        }
                        diary.begin(new RunStarted(1, diary.now(), plan, places, origin));
                    });
        } catch (Journal.Unwritable e) {
            lock.release();
            throw e;
        }
        return walk(lock);
    }

    /// `begin`: begins the run or takes it up, so that what is asked meanwhile is written down.
    private void take(Lock lock, String origin, Runnable begin) throws Halted {
        try {
            lock.take(
                    origin,
                    question -> {
                        if (!diary.begun()) {
                            begin.run();
                        }
                        if (asking.ask(0, question).choice() != Choice.CONTINUE) {
                            throw diary.pause("The lock is left to the other run.");
                        }
                    });
        } catch (Halted halted) {
            if (diary.begun() && halted.ended() instanceof Ended.Stuck stuck) {
                diary.add((seq, at) -> new RunPaused(seq, at, stuck.problem().what()));
            }
            throw halted;
        }
        if (!diary.begun()) {
            begin.run();
        }
    }

    Ended play(Recording recording) throws Halted {
        RunStarted then = recording.start();
        diary.begin(new RunStarted(1, diary.now(), then.plan(), then.places(), ""));
        return playback(recording).goOn(List.of(then));
    }

    private Playback playback(Recording recording) {
        return new Playback(recording, diary, asking, controls, surroundings.sleeper());
    }

    Ended resume() throws Halted {
        return resume((run, events) -> {
            servers.connect(run.start().places());
            Lock lock = lock();
            take(lock, run.isRollback() ? run.start().origin() : "", () -> takeUp(events));
            return walk(lock);
        });
    }

    Ended playOn(Recording recording) throws Halted {
        return resume((run, events) -> {
            if (!run.start().plan().equals(recording.start().plan())) {
                return new Ended.Stuck(
                        new Problem(
                                "run.other-recording",
                                "The recording that this run was played from is not part of this"
                                        + " Handrail any more.",
                                "Begin a new one, and delete this run in the history."));
            }
            takeUp(events);
            return playback(recording).goOn(events);
        });
    }

    /// How a run is taken up that was begun before.
    private interface TakingUp {
        Ended go(Run run, List<RunEvent> events) throws Halted;
    }

    private Ended resume(TakingUp taking) throws Halted {
        List<RunEvent> events = diary.journal().events(diary.id());
        if (events.isEmpty()) {
            return new Ended.Stuck(
                    new Problem("run.unknown", "There is no run " + diary.id() + ".", ""));
        }
        Run run = Run.of(diary.id(), events);
        if (run.finished().isPresent()) {
            return new Ended.Finished(run.finished().get());
        }
        return taking.go(run, events);
    }

    private void takeUp(List<RunEvent> events) {
        diary.takeUp(events);
        diary.add((seq, at) -> new RunResumed(seq, at, host()));
    }

    private Ended walk(Lock lock) throws Halted {
        Sending sending = new Sending(owner(), diary.run().start(), servers);
        Context context =
                new Context(
                        diary,
                        servers,
                        asking,
                        controls,
                        sending,
                        surroundings.sleeper(),
                        surroundings.copies());
        try (Heartbeat heartbeat = new Heartbeat(lock)) {
            return new Walk(context, new Endings(context, lock)).toTheEnd();
        }
    }

    /// What takes a run back, or looks at it, works in the folder of that run.
    private String owner() {
        String owner = diary.id();
        String origin = diary.run().start().origin();
        while (!origin.isEmpty()) {
            owner = origin;
            origin = diary.run(origin).map(run -> run.start().origin()).orElse("");
        }
        return owner;
    }

    private Lock lock() {
        return new Lock(servers, diary.journal(), diary.id(), host());
    }

    /// A run whose step is still at work must not be taken back beside it.
    private void judgeOrigin(String origin) throws Halted {
        Optional<StepRun> running =
                run(origin).steps().stream()
                        .filter(step -> step.running() && step.step() instanceof Step.Script)
                        .findFirst();
        if (running.isEmpty()) {
            return;
        }
        StepRun step = running.get();
        String role = step.step().info().role();
        Folder folder = new Folder(servers.place(role).base(), origin, step.folder());
        if (servers.on(role, shell -> shell.status(folder)) instanceof StepStatus.Running) {
            throw new Halted(
                    new Ended.Stuck(
                            new Problem(
                                    "run.step-alive",
                                    "\""
                                            + step.step().info().title()
                                            + "\" of the run "
                                            + origin
                                            + " is still running on the server.",
                                    "Resume that run; wait for the step, or end it there.")));
        }
    }

    /// The run that is taken back is over from now on.
    private void endOrigin(String origin) {
        Run run = run(origin);
        if (run.finished().isEmpty()) {
            diary.journal()
                    .append(
                            origin,
                            new RunFinished(
                                    run.lastSeq() + 1,
                                    diary.now(),
                                    Result.ENDED,
                                    "The admin takes it back."));
        }
    }

    private Run run(String id) {
        return diary.run(id).orElseThrow();
    }

    /// Who walks the run, as others read it in the lock.
    private static String host() {
        String name = System.getenv("HOSTNAME");
        String computer = name == null ? System.getenv("COMPUTERNAME") : name;
        return System.getProperty("user.name") + (computer == null ? "" : "@" + computer);
    }
}
