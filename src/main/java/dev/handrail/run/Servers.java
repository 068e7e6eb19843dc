package dev.handrail.run;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.Place;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Shell;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The servers of a run, by role: keeps the connections to them.
final class Servers {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// Upgrading the SSH server itself can keep it closed for a quarter of an hour.
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private static final int REFUSALS = 3;

    private final Map<String, Link> links;
    private final Diary diary;
    private final Controls controls;
    private final Sleeper sleeper;
    private volatile Map<String, Place> places = Map.of();

    Servers(Map<String, Link> links, Diary diary, Controls controls, Sleeper sleeper) {
        this.links = Map.copyOf(links);
        this.diary = diary;
        this.controls = controls;
        this.sleeper = sleeper;
    }

    /// Something to do on a server; done again from the beginning when the connection is lost.
    interface Use<T> {
        T on(Shell shell) throws LinkLost;
    }

    /// Connects to all servers of a new run.
    Map<String, Place> connect(List<String> roles) throws Halted {
        Map<String, Place> found = new TreeMap<>();
        for (String role : roles) {
            Shell shell = open(role);
            try {
                found.put(role, new Place(shell.target(), shell.hostKey(), shell.base()));
            } catch (LinkLost e) {
                throw new Halted(new Ended.Stuck(lost(e)));
            }
        }
        places = found;
        return found;
    }

    /// Connects to the servers of a run that was begun before: they must be the same ones.
    void connect(Map<String, Place> recorded) throws Halted {
        for (Map.Entry<String, Place> place : recorded.entrySet()) {
            judge(open(place.getKey()), place.getValue());
        }
        places = recorded;
    }

    Place place(String role) {
        Place place = places.get(role);
        if (place == null) {
            throw new IllegalStateException("The run has no server for the role " + role);
        }
        return place;
    }

    Map<String, Place> places() {
        return places;
    }

    <T> T on(String role, Use<T> use) throws Halted {
        while (true) {
            try {
                return use.on(shell(role));
            } catch (LinkLost e) {
                reconnect(role, e);
            }
        }
    }

    Shell shell(String role) throws LinkLost {
        return link(role).shell();
    }

    /// Cuts the connection, so that whoever follows a step there stops doing so.
    void cut(String role) {
        link(role).close();
    }

    void cutAll() {
        links.values().forEach(Link::close);
    }

    /// Comes back when the connection stands again.
    void reconnect(String role, LinkLost why) throws Halted {
        if (controls.lettingGo()) {
            throw new Halted(new Ended.LetGo());
        }
        if (!diary.begun()) {
            throw new Halted(new Ended.Stuck(lost(why)));
        }
        diary.add((seq, at) -> new LinkChanged(seq, at, role, false, words(why)));
        Duration waited = Duration.ZERO;
        Duration pause = FIRST_PAUSE;
        int tries = 0;
        do {
            diary.away(pause, tries);
            controls.wait(sleeper, pause);
            waited = waited.plus(pause);
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
            tries++;
        } while (!connected(role, tries, waited));
        diary.add((seq, at) -> new LinkChanged(seq, at, role, true, ""));
    }

    /// Tries once; gives up where trying again would not help or was tried for long enough.
    private boolean connected(String role, int tries, Duration waited) throws Halted {
        Optional<Problem> problem = link(role).connect();
        if (problem.isPresent()) {
            if (hopeless(problem.get(), tries) || waited.compareTo(PATIENCE) > 0) {
                throw giveUp(problem.get());
            }
            return false;
        }
        try {
            judge(shell(role), place(role));
            return true;
        } catch (LinkLost e) {
            return false;
        }
    }

    /// A foreign server does not become ours by waiting, and a secret that is refused again and
    /// again gets the account locked.
    private static boolean hopeless(Problem problem, int tries) {
        String kind = problem.key().substring(0, Math.max(0, problem.key().indexOf('.')));
        boolean refused = List.of("auth", "sudo", "config", "key", "target").contains(kind);
        return kind.equals("host-key") || refused && tries >= REFUSALS;
    }

    private Halted giveUp(Problem problem) {
        diary.add((seq, at) -> new RunPaused(seq, at, problem.toString()));
        return new Halted(new Ended.Stuck(problem));
    }

    private Shell open(String role) throws Halted {
        Optional<Problem> problem = link(role).connect();
        if (problem.isPresent()) {
            throw new Halted(new Ended.Stuck(problem.get()));
        }
        try {
            return shell(role);
        } catch (LinkLost e) {
            throw new Halted(new Ended.Stuck(lost(e)));
        }
    }

    private static void judge(Shell shell, Place place) throws Halted {
        if (!shell.hostKey().equals(place.hostKey())) {
            throw new Halted(
                    new Ended.Stuck(
                            new Problem(
                                    "run.other-server",
                                    shell.target().address()
                                            + " shows the host key "
                                            + shell.hostKey()
                                            + ", but this run began on "
                                            + place.hostKey()
                                            + ".",
                                    "Connect to the server on which the run began.")));
        }
    }

    private Link link(String role) {
        Link link = links.get(role);
        if (link == null) {
            throw new IllegalArgumentException("No connection is given for the role " + role);
        }
        return link;
    }

    private static Problem lost(LinkLost e) {
        return new Problem(
                "link.lost", words(e), "Look at the network and the server, then try again.");
    }

    private static String words(LinkLost e) {
        String message = e.getMessage();
        return message == null || message.isEmpty() ? "The connection was lost." : message;
    }
}
