package dev.handrail.run;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Place;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Quote;
import dev.handrail.remote.Shell.Ran;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// One run at a time on a server: a lock in Handrail's folder there, with a note of who has it.
final class Lock {
    private static final Duration LIMIT = Duration.ofSeconds(30);

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

    /// Takes the locks of all servers, in an order that is the same for every assistant. `origin`:
    /// the run that this one takes back, or empty.
    void take(String origin) throws Halted {
        for (String role : roles()) {
            try {
                take(role, origin);
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
            String base = servers.place(role).base();
            String text =
                    Quote.assignments(Map.of("LOCK_BASE", base, "LOCK_RUN", run))
                            + ScriptText.builtIn("run/unlock.sh").text();
            try {
                servers.shell(role).run(text, LIMIT);
            } catch (LinkLost e) {
                continue;
            }
        }
    }

    private void take(String role, String origin) throws Halted {
        Held held = ask(role, origin);
        if (!held.ours() && over(held.run())) {
            held = ask(role, held.run());
        }
        if (!held.ours()) {
            throw new Halted(new Ended.Stuck(problem(role, held)));
        }
    }

    private Held ask(String role, String also) throws Halted {
        Map<String, String> values =
                Map.of(
                        "LOCK_BASE", servers.place(role).base(),
                        "LOCK_RUN", run,
                        "LOCK_WHO", who,
                        "LOCK_ALSO", also);
        String text = Quote.assignments(values) + ScriptText.builtIn("run/lock.sh").text();
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
        return new Problem(
                "lock.held",
                place.target().address()
                        + " is being upgraded by "
                        + held.who()
                        + " since "
                        + held.since()
                        + " (run "
                        + held.run()
                        + (held.alive() ? ", a step of it is running now)." : ")."),
                "Resume or end that run where it was begun. If it is given up for good, remove the"
                        + " folder "
                        + place.base()
                        + "/lock on the server.");
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

    /// What the server says of its lock.
    private record Held(boolean ours, String run, String who, String since, boolean alive) {
        static Held read(String out) {
            for (String line : out.lines().toList()) {
                String[] fields = line.split("\t", -1);
                if (fields[0].equals("@lock ours")) {
                    return new Held(true, "", "", "", false);
                }
                if (fields[0].equals("@lock held") && fields.length == 5) {
                    return new Held(
                            false,
                            or(fields[1], "unknown"),
                            or(fields[2], "an unknown assistant"),
                            or(fields[3], "an unknown time"),
                            fields[4].equals("yes"));
                }
            }
            return new Held(false, "unknown", "an unknown assistant", "an unknown time", false);
        }

        private static String or(String text, String otherwise) {
            String line = text.replaceAll("\\p{Cntrl}", " ").strip();
            return line.isEmpty() ? otherwise : line;
        }
    }
}
