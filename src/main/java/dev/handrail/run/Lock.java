package dev.handrail.run;

import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Place;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Quote;
import dev.handrail.remote.Shell;
import dev.handrail.remote.Shell.Ran;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run at a time on a server: a lock in Handrail's folder there, with a note of who has it and
/// when its assistant was last heard of.
final class Lock {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// How long an assistant must not have been heard of before its lock can be taken over. It says
    /// each [Heartbeat#PAUSE] that it is there.
    private static final Duration QUIET = Heartbeat.PAUSE.multipliedBy(3);

    private final Servers servers;
    private final Journal journal;
    private final String run;
    private final String who;

    Lock(Servers servers, Journal journal, String run, String who) {
        this.servers = servers;
        this.journal = journal;
        this.run = run;
        this.who = who;
    }

    /// Puts the question whether a lock may be taken over; comes back when it may.
    interface Taking {
        void ask(Question question) throws Halted;
    }

    /// Takes the locks of all servers, in an order that is the same for every assistant. `origin`:
    /// the run that this one takes back, or empty.
    void take(String origin, Taking taking) throws Halted {
        for (String role : roles()) {
            try {
                take(role, origin, taking);
            } catch (Halted e) {
                release();
                throw e;
            }
        }
    }

    /// Gives back what this run has; a server that cannot be reached keeps its note, which names a
    /// run that is over and so stops nobody here.
    void release() {
        for (String role : roles().reversed()) {
            try {
                servers.shell(role).run(text(role, "run/unlock.sh", Map.of()), LIMIT);
            } catch (LinkLost e) {
                continue;
            }
        }
    }

    /// Says on each server that the run's assistant is there. Why it must do nothing more: another
    /// run has a lock that was this run's, or nobody has it.
    Optional<Problem> keep() throws Halted {
        for (String role : roles()) {
            Held held = Held.read(servers.on(role, shell -> keep(shell, role)).out());
            if (!held.ours()) {
                return Optional.of(lost(role, held));
            }
        }
        return Optional.empty();
    }

    /// The same where nobody waits for it: what is lost now is seen before the next step.
    void beat() {
        for (String role : roles()) {
            try {
                keep(servers.shell(role), role);
            } catch (LinkLost e) {
                continue;
            }
        }
    }

    private Ran keep(Shell shell, String role) throws LinkLost {
        return shell.run(text(role, "run/lock-keep.sh", Map.of()), LIMIT);
    }

    private void take(String role, String origin, Taking taking) throws Halted {
        Held held = ask(role, origin, "");
        if (held.takenOver()) {
            taking.ask(Questions.lockLost(address(role), held.who(), held.since(), held.run()));
            held = ask(role, origin, run);
        }
        if (!held.ours() && over(held.run())) {
            held = ask(role, held.run(), "");
        }
        if (held.stale()) {
            taking.ask(Questions.takeOver(address(role), held.words(), quiet(held)));
            held = ask(role, origin, held.run());
        }
        if (!held.ours()) {
            throw new Halted(new Ended.Stuck(problem(role, held)));
        }
    }

    private Held ask(String role, String also, String over) throws Halted {
        Map<String, String> values =
                Map.of(
                        "LOCK_WHO", who,
                        "LOCK_ALSO", also,
                        "LOCK_OVER", over,
                        "LOCK_QUIET", Long.toString(QUIET.toSeconds()));
        String text = text(role, "run/lock.sh", values);
        Ran ran = servers.on(role, shell -> shell.run(text, LIMIT));
        if (!ran.ok()) {
            throw new Halted(
                    new Ended.Stuck(
                            new Problem(
                                    "lock.failed",
                                    "The server's folder for runs cannot be used: "
                                            + ran.err().strip(),
                                    "Mend it on the server, then try again.")));
        }
        return Held.read(ran.out());
    }

    private String text(String role, String script, Map<String, String> more) {
        return Quote.assignments(Map.of("LOCK_BASE", servers.place(role).base(), "LOCK_RUN", run))
                + Quote.assignments(more)
                + ScriptText.builtIn(script).text();
    }

    /// Whether our own history says that the run has ended.
    private boolean over(String other) {
        if (other.isEmpty()) {
            return false;
        }
        List<RunEvent> events = journal.events(other);
        return !events.isEmpty() && events.getLast() instanceof RunEvent.RunFinished;
    }

    private Problem problem(String role, Held held) {
        Place place = servers.place(role);
        String what = address(role) + " is being upgraded by " + held.words() + aside(held) + ".";
        return new Problem(
                "lock.held",
                what,
                held.known()
                        ? "Resume or end that run where it was begun. If its assistant is gone for"
                                + " good, its lock can be taken over as soon as no step of it is"
                                + " alive and it was not heard of for some minutes."
                        : "Resume or end that run where it was begun. If it is given up for good,"
                                + " remove the folder "
                                + place.base()
                                + "/lock on the server.");
    }

    private static String aside(Held held) {
        return held.alive() ? "; a step of it is running now" : "; " + quiet(held);
    }

    private static String quiet(Held held) {
        if (held.quiet() < 0) {
            return "nobody knows when it was last heard of";
        }
        Duration time = Duration.ofSeconds(held.quiet());
        String ago =
                time.toHours() > 0
                        ? time.toHours() + " h " + time.toMinutesPart() + " min"
                        : time.toMinutes() > 0
                                ? time.toMinutes() + " min"
                                : time.toSeconds() + " s";
        return "its last sign of life was " + ago + " ago";
    }

    private Problem lost(String role, Held held) {
        String where = address(role);
        return new Problem(
                "lock.lost",
                held.known()
                        ? "The lock of " + where + " was taken over by " + held.words() + "."
                        : "The lock of " + where + " is gone; somebody removed it.",
                "This run does nothing more there. See what was done meanwhile before you resume"
                        + " it.");
    }

    private String address(String role) {
        return servers.place(role).target().address();
    }

    private List<String> roles() {
        return servers.places().entrySet().stream()
                .sorted(
                        Comparator.comparing((Map.Entry<String, Place> e) -> e.getValue().hostKey())
                                .thenComparing(e -> e.getValue().base())
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What the server says of its lock. `quiet`: seconds since its assistant was heard of, or -1.
    private record Held(
            State state, String run, String who, String since, boolean alive, long quiet) {
        private enum State {
            OURS,
            HELD,
            /// It was ours, and was taken over.
            TAKEN
        }

        static Held read(String out) {
            for (String line : out.lines().toList()) {
                String[] fields = line.split("\t", -1);
                switch (fields[0]) {
                    case "@lock ours" -> {
                        return new Held(State.OURS, "", "", "", false, -1);
                    }
                    case "@lock held" -> {
                        return of(State.HELD, fields);
                    }
                    case "@lock taken" -> {
                        return of(State.TAKEN, fields);
                    }
                    default -> {}
                }
            }
            return of(State.HELD, new String[0]);
        }

        private static Held of(State state, String[] fields) {
            String quiet = field(fields, 5, "");
            return new Held(
                    state,
                    field(fields, 1, "unknown"),
                    field(fields, 2, "an unknown assistant"),
                    field(fields, 3, "an unknown time"),
                    field(fields, 4, "no").equals("yes"),
                    quiet.matches("[0-9]{1,15}") ? Long.parseLong(quiet) : -1);
        }

        private static String field(String[] fields, int index, String otherwise) {
            String text = index < fields.length ? fields[index] : "";
            String line = text.replaceAll("\\p{Cntrl}", " ").strip();
            return line.isEmpty() ? otherwise : line;
        }

        boolean ours() {
            return state == State.OURS;
        }

        boolean takenOver() {
            return state == State.TAKEN;
        }

        boolean known() {
            return !run.equals("unknown");
        }

        /// Whether it can be taken over. Assistants of before said nothing of themselves.
        boolean stale() {
            return state == State.HELD
                    && known()
                    && !alive
                    && (quiet < 0 || quiet >= QUIET.toSeconds());
        }

        String words() {
            return who + " since " + since + " (run " + run + ")";
        }
    }
}
