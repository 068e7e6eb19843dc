package dev.handrail.run.server;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunServer;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.run.Journal;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.ServerConnections;
import dev.handrail.text.ShellQuote;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Allows one run at a time on a server, by a lock in Handrail's folder there. The lock says who
/// owns it and when the owner's Handrail last reported.
public final class ServerLock {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// How long a Handrail must have been silent before its lock can be taken over. It reports
    /// every [Heartbeat#PAUSE].
    private static final Duration QUIET = Heartbeat.PAUSE.multipliedBy(3);

    private final ServerConnections servers;
    private final Journal journal;
    private final String run;
    private final String who;

    /// `who`: the owner of the lock, as other admins see it.
    public ServerLock(ServerConnections servers, Journal journal, String run, String who) {
        this.servers = servers;
        this.journal = journal;
        this.run = run;
        this.who = who;
    }

    /// Asks whether to take over a lock; returns when the admin agrees.
    public interface TakeoverPrompt {
        void askTakeover(Question question) throws RunStopped;
    }

    /// Acquires the locks of all servers, in the same order on every workstation. `origin`: the run
    /// that this one rolls back, or empty.
    public void acquireLocks(String origin, TakeoverPrompt prompt) throws RunStopped {
        for (String role : orderedRoles()) {
            try {
                acquireLock(role, origin, prompt);
            } catch (RunStopped e) {
                releaseLocks();
                throw e;
            }
        }
    }

    /// Releases the locks of this run. A server that cannot be reached keeps its lock, which names
    /// a finished run and therefore blocks no later run of this workstation.
    public void releaseLocks() {
        for (String role : orderedRoles().reversed()) {
            try {
                servers.shell(role).run(assembleScript(role, "run/unlock.sh", Map.of()), LIMIT);
            } catch (ConnectionLostException e) {
                continue;
            }
        }
    }

    /// Reports to each server that Handrail is alive. Returns why the run must stop if it no longer
    /// owns a lock, else empty.
    Optional<Problem> renewLocks() throws RunStopped {
        for (String role : orderedRoles()) {
            LockState held =
                    LockState.parseOutput(
                            servers.runOn(role, shell -> renewLock(shell, role)).out());
            if (held.isUnclear()) {
                held = requestLock(role, "", "");
            }
            if (!held.isOurs()) {
                return Optional.of(lostProblem(role, held));
            }
        }
        return Optional.empty();
    }

    /// Renews the locks without checking them: the run finds a lost lock before its next step.
    /// Skips a server that is not reachable.
    void sendHeartbeats() {
        for (String role : orderedRoles()) {
            try {
                renewLock(servers.shell(role), role);
            } catch (ConnectionLostException e) {
                continue;
            }
        }
    }

    private ScriptResult renewLock(ServerShell shell, String role) throws ConnectionLostException {
        return shell.run(assembleScript(role, "run/lock-keep.sh", Map.of()), LIMIT);
    }

    /// Acquires the lock of one server. Asks the admin before it takes over a stale lock or takes
    /// back a lost one. The lock of a finished run needs no question.
    private void acquireLock(String role, String origin, TakeoverPrompt prompt) throws RunStopped {
        LockState held = requestLock(role, origin, "");
        if (held.wasTakenOver()) {
            prompt.askTakeover(QuestionFactory.lockLost(serverAddress(role), held.takenText()));
            held = requestLock(role, origin, run);
        }
        if (!held.isOurs() && hasRunEnded(held.run())) {
            held = requestLock(role, held.run(), "");
        }
        if (held.isStale()) {
            prompt.askTakeover(takeOverQuestion(role, held));
            held = requestLock(role, origin, held.run());
        }
        if (!held.isOurs()) {
            throw new RunStopped(new RunOutcome.Stuck(heldProblem(role, held)));
        }
    }

    private Question takeOverQuestion(String role, LockState held) {
        return QuestionFactory.takeOver(serverAddress(role), held.ownerText(), lastSeenText(held));
    }

    /// `also`: a run whose lock may be taken without a question. `over`: the run whose lock the
    /// admin takes over. Both may be empty.
    private LockState requestLock(String role, String also, String over) throws RunStopped {
        Map<String, String> values =
                Map.of(
                        "LOCK_WHO", who,
                        "LOCK_ALSO", also,
                        "LOCK_OVER", over,
                        "LOCK_QUIET", Long.toString(QUIET.toSeconds()));
        String text = assembleScript(role, "run/lock.sh", values);
        ScriptResult ran = servers.runOn(role, shell -> shell.run(text, LIMIT));
        if (!ran.hasSucceeded()) {
            throw new RunStopped(new RunOutcome.Stuck(failedProblem(ran)));
        }
        return LockState.parseOutput(ran.out());
    }

    private static Problem failedProblem(ScriptResult ran) {
        return new Problem(
                "lock.failed",
                Message.of("run.lock.folder.what", ran.err().strip()),
                Message.of("run.lock.folder.todo"));
    }

    private String assembleScript(String role, String script, Map<String, String> more) {
        return ShellQuote.exportAssignments(
                        Map.of("LOCK_BASE", servers.serverAt(role).base(), "LOCK_RUN", run))
                + ShellQuote.exportAssignments(more)
                + ScriptText.builtIn(script).text();
    }

    /// Returns whether the journal of this workstation says that the run has finished.
    private boolean hasRunEnded(String other) {
        if (other.isEmpty()) {
            return false;
        }
        List<RunEvent> events = journal.readSoundEvents(other).events();
        return !events.isEmpty() && events.getLast() instanceof RunEvent.RunFinished;
    }

    private Problem heldProblem(String role, LockState held) {
        RunServer runServer = servers.serverAt(role);
        return new Problem(
                "lock.held",
                Message.of(
                        "run.lock.held.what",
                        serverAddress(role),
                        held.ownerText(),
                        activityText(held)),
                held.isKnown()
                        ? Message.of("run.lock.held.todo", QUIET)
                        : Message.of("run.lock.held.todo-unknown", runServer.base() + "/lock"));
    }

    private static Message activityText(LockState held) {
        return held.alive() ? Message.of("run.lock.step-running") : lastSeenText(held);
    }

    private static Message lastSeenText(LockState held) {
        return held.quiet() < 0
                ? Message.of("run.lock.last-seen-unknown")
                : Message.of("run.lock.last-seen", Duration.ofSeconds(held.quiet()));
    }

    /// Says who owns the lock now, or that it has disappeared.
    private Problem lostProblem(String role, LockState held) {
        String where = serverAddress(role);
        return new Problem(
                "lock.lost",
                held.isKnown()
                        ? Message.of("run.lock.lost.what", where, held.ownerText())
                        : Message.of("run.lock.gone", where),
                Message.of("run.lock.lost.todo"));
    }

    private String serverAddress(String role) {
        return servers.serverAt(role).target().addressText();
    }

    /// Returns the roles in an order that is the same on every workstation, so that two runs on the
    /// same servers compete for the same lock first.
    private List<String> orderedRoles() {
        return servers.serversByRole().entrySet().stream()
                .sorted(
                        Comparator.comparing(
                                        (Map.Entry<String, RunServer> e) -> e.getValue().hostKey())
                                .thenComparing(e -> e.getValue().base())
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The state of the lock, as its script prints it. Texts are empty where the server does not
    /// know them. `quiet`: seconds since the owner's Handrail last reported, or -1.
    private record LockState(
            LockOwner state, String run, String who, String since, boolean alive, long quiet) {
        private enum LockOwner {
            OURS,
            HELD,
            /// This run owned it, but another run took it over.
            TAKEN,
            /// A power cut left nothing readable of it.
            UNCLEAR
        }

        /// Output that says nothing about the lock counts as held by an unknown owner.
        static LockState parseOutput(String out) {
            return out.lines()
                    .map(line -> line.split("\t", -1))
                    .flatMap(fields -> parseFields(fields).stream())
                    .findFirst()
                    .orElse(of(LockOwner.HELD, new String[0]));
        }

        private static Optional<LockState> parseFields(String[] fields) {
            return switch (fields[0]) {
                case "@lock ours" ->
                        Optional.of(new LockState(LockOwner.OURS, "", "", "", false, -1));
                case "@lock held" -> Optional.of(of(LockOwner.HELD, fields));
                case "@lock taken" -> Optional.of(of(LockOwner.TAKEN, fields));
                case "@lock unclear" -> Optional.of(of(LockOwner.UNCLEAR, fields));
                default -> Optional.empty();
            };
        }

        /// Fields that are missing count as empty.
        private static LockState of(LockOwner state, String[] fields) {
            String quiet = fieldAt(fields, 5);
            return new LockState(
                    state,
                    fieldAt(fields, 1),
                    fieldAt(fields, 2),
                    fieldAt(fields, 3),
                    fieldAt(fields, 4).equals("yes"),
                    quiet.matches("[0-9]{1,15}") ? Long.parseLong(quiet) : -1);
        }

        private static String fieldAt(String[] fields, int index) {
            String text = index < fields.length ? fields[index] : "";
            return text.replaceAll("\\p{Cntrl}", " ").strip();
        }

        boolean isOurs() {
            return state == LockOwner.OURS;
        }

        boolean wasTakenOver() {
            return state == LockOwner.TAKEN;
        }

        boolean isUnclear() {
            return state == LockOwner.UNCLEAR;
        }

        /// Returns whether the server knows which run owns the lock.
        boolean isKnown() {
            return !run.isEmpty();
        }

        /// Returns whether another run may take over the lock: no step of its owner is running, and
        /// the owner's Handrail has been silent for long enough. Early versions of Handrail did not
        /// report.
        boolean isStale() {
            return state == LockOwner.HELD
                    && isKnown()
                    && !alive
                    && (quiet < 0 || quiet >= QUIET.toSeconds());
        }

        Message ownerText() {
            return Message.of("run.lock.owner", whoText(), sinceText(), runText());
        }

        Message takenText() {
            return Message.of("run.lock.lost-question.text", whoText(), sinceText(), runText());
        }

        private Message whoText() {
            return who.isEmpty() ? Message.of("run.lock.unknown-user") : Message.literal(who);
        }

        private Message sinceText() {
            return since.isEmpty() ? Message.of("run.lock.unknown-time") : Message.literal(since);
        }

        private Message runText() {
            return run.isEmpty() ? Message.of("run.lock.unknown-run") : Message.literal(run);
        }
    }
}
