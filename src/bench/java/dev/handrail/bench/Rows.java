package dev.handrail.bench;

import dev.handrail.detect.Detector;
import dev.handrail.remote.ServerShell;
import dev.handrail.store.runbook.RunbookLibrary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// The rows of the table that need a server.
final class Rows {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int STEPS = 6;

    private final Place place;
    private final Settings settings;
    private final Results results;

    /// `ansible`: the folder with its playbook. `rounds`: how many instead of each row's own, or 0.
    record Settings(Path ansible, int rounds) {
        int rounds(int own) {
            return rounds == 0 ? own : rounds;
        }
    }

    Rows(Place place, Settings settings, Results results) {
        this.place = place;
        this.settings = settings;
        this.results = results;
    }

    Path scratch() {
        return place.scratch();
    }

    /// How a row connects, and how its name begins.
    private record Link(String prefix, Opening opening) {}

    private interface Opening {
        ServerShell open() throws IOException;
    }

    private Link builtin() {
        return new Link("", place::connect);
    }

    private Link system() {
        return new Link("system-", place::connectThroughSystem);
    }

    void probe(double reach) throws Exception {
        probe(builtin(), reach);
    }

    void probeThroughSystem(double reach) throws Exception {
        probe(system(), reach);
    }

    /// One exec of a read-only script against one through OpenSSH's open connection.
    private void probe(Link link, double reach) throws Exception {
        try (Commands commands = new Commands();
                OpenSsh.Master master = new OpenSsh(place, commands).master();
                ServerShell shell = link.opening().open()) {
            Side ours = () -> execute(shell, "true");
            Pairs pairs = measure(place.far() ? 20 : 100, ours, () -> master.run("true"));
            report(
                    Bar.atMost(
                            reach,
                            name(link.prefix() + "probe"),
                            "time/time",
                            "ssh true over its ControlMaster"),
                    pairs.time(),
                    pairs);
        }
    }

    void connect(double reach) throws Exception {
        connect(builtin(), reach);
    }

    void connectThroughSystem(double reach) throws Exception {
        connect(system(), reach);
    }

    /// Connecting, first command, closing.
    private void connect(Link link, double reach) throws Exception {
        try (Commands commands = new Commands()) {
            OpenSsh ssh = new OpenSsh(place, commands);
            Pairs pairs =
                    measure(
                            place.far() ? 10 : 30,
                            () -> connectAndExecute(link),
                            () -> ssh.run("bench", "true"));
            report(
                    Bar.atMost(
                            reach, name(link.prefix() + "connect"), "time/time", "ssh host true"),
                    pairs.time(),
                    pairs);
        }
    }

    private static double connectAndExecute(Link link) throws IOException {
        long began = System.nanoTime();
        try (ServerShell shell = link.opening().open()) {
            execute(shell, "true");
            return Watch.since(began);
        }
    }

    /// A step that does nothing, from its start in the journal to its verdict there, against
    /// Ansible.
    void step(double reach) throws Exception {
        Ansible ansible = new Ansible(place, settings.ansible());
        try (StepRuns runs = new StepRuns(place)) {
            Pairs pairs = measure(15, () -> step(runs), ansible::task);
            report(
                    Bar.atMost(
                            reach, name("step"), "time/time", "ansible command: true, pipelined"),
                    pairs.time(),
                    pairs);
        }
    }

    /// The same in round trips.
    void stepRoundTrips(double reach) throws Exception {
        try (StepRuns runs = new StepRuns(place)) {
            Pairs pairs = measure(10, () -> step(runs), place::roundTrip);
            report(
                    Bar.atMost(reach, name("step"), "round trips", "a refused TCP connection"),
                    pairs.time(),
                    pairs);
        }
    }

    private static double step(StepRuns runs) throws IOException, InterruptedException {
        List<Double> seconds = runs.seconds("true", STEPS);
        return Spread.of(seconds.stream().skip(1).mapToDouble(d -> d).toArray()).median();
    }

    /// What a step prints, all the way into the journal, against the plainest file.
    void outputAgainstFile(double reach, long size) throws Exception {
        Path log = LogText.file(place.scratch(), size);
        byte[] lines = LogText.lines();
        try (StepRuns runs = new StepRuns(place)) {
            Pairs pairs =
                    measure(
                            5,
                            () -> print(runs, log),
                            () -> RawFile.append(place.scratch().resolve("raw"), lines, size));
            report(
                    Bar.atLeast(reach, name("output"), "speed/speed", "raw append with fdatasync"),
                    pairs.speed(),
                    pairs);
        }
    }

    /// What a step prints on a far server against `ssh cat` into a file; its time to connect is
    /// measured beside it and taken off, since ours was connected before.
    void outputAgainstCat(double reach, long size) throws Exception {
        Path log = LogText.file(place.scratch(), size);
        Path copy = place.scratch().resolve("copy");
        try (StepRuns runs = new StepRuns(place);
                Commands commands = new Commands()) {
            OpenSsh ssh = new OpenSsh(place, commands);
            String cipher = "-caes128-gcm@openssh.com";
            Side peer =
                    () ->
                            ssh.save(copy, cipher, "bench", "cat", log.toString())
                                    - ssh.run(cipher, "bench", "true");
            Pairs pairs = measure(5, () -> print(runs, log), peer);
            report(
                    Bar.atLeast(
                            reach,
                            name("output"),
                            "speed/speed",
                            "ssh -c aes128-gcm cat, set-up off"),
                    pairs.speed(),
                    pairs);
        }
        Files.deleteIfExists(copy);
    }

    private static double print(StepRuns runs, Path log) throws IOException, InterruptedException {
        return runs.seconds("cat '" + log + "'", 1).getFirst();
    }

    /// Round trips that detection takes, right after connecting, beyond what its script takes on
    /// the server itself.
    void detect(double reach) throws Exception {
        Detector detector = new Detector(RunbookLibrary.loadRunbooks(List.of()).runbooks());
        Path copy = place.scratch().resolve("detect.sh");
        try (Commands commands = new Commands()) {
            Side ours =
                    () -> {
                        AtomicReference<String> script = new AtomicReference<>("");
                        double all = detect(detector, script);
                        Files.writeString(copy, script.get());
                        return all - commands.seconds(List.of("/bin/sh", copy.toString()));
                    };
            Pairs pairs = measure(15, ours, place::roundTrip);
            report(
                    Bar.atMost(
                            reach,
                            name("detect"),
                            "round trips",
                            "its script on the server itself"),
                    pairs.time(),
                    pairs);
        }
    }

    private double detect(Detector detector, AtomicReference<String> script) throws IOException {
        Overheard listener =
                new Overheard() {
                    @Override
                    public void calling(String method, Object[] args) {
                        if (method.equals("run")) {
                            script.set((String) args[0]);
                        }
                    }
                };
        try (ServerShell shell = place.connect()) {
            ServerShell overheard = Overheard.at(ServerShell.class, shell, listener);
            long began = System.nanoTime();
            detector.detectProducts(overheard);
            return Watch.since(began);
        }
    }

    private static double execute(ServerShell shell, String script) throws IOException {
        long began = System.nanoTime();
        if (!shell.run(script, LIMIT).hasSucceeded()) {
            throw new IOException("It failed: " + script);
        }
        return Watch.since(began);
    }

    private Pairs measure(int rounds, Side ours, Side peer) throws Exception {
        return Pairs.measure(rounds / 5 + 1, settings.rounds(rounds), ours, peer);
    }

    private String name(String what) {
        return what + "." + place.name();
    }

    private void report(Bar bar, Spread ratio, Pairs pairs) throws IOException {
        results.add(bar, ratio, pairs.times());
    }
}
