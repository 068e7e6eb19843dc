package dev.handrail.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A server: its disk, processes, clock and the product on it. Without power it forgets its
/// processes, and of its disk what was not synced.
final class SimulatedServer {
    static final String BASE = "/var/lib/handrail";

    private static final Instant FIRST_BOOT = Instant.parse("2026-03-02T20:00:00Z");

    final VirtualTime time;
    final Random random;
    final ForgetfulDisk disk = new ForgetfulDisk(this::seconds);
    final Faults faults;

    /// By the path of the step's folder, in the order in which the scripts ran.
    final Map<String, List<StepExecution>> executions = new LinkedHashMap<>();

    /// Whether the product's services run. They start with the server.
    boolean serving = true;

    private final Map<Integer, RemoteProcess> processes = new LinkedHashMap<>();
    private final Set<SimulatedLink> links = new LinkedHashSet<>();
    private int boot = 1;
    private int nextPid = 100;
    private boolean up = true;
    private long reachableAt;
    private Duration booted = Duration.ZERO;
    private Duration clockOffset = Duration.ZERO;

    SimulatedServer(VirtualTime time, Random random, Faults faults) {
        this.time = time;
        this.random = random;
        this.faults = faults;
        disk.makeFolders("/var/lib");
        disk.makeFolders(ProductModel.FOLDER);
        disk.write(ProductModel.VERSION, "1.0");
        disk.write(ProductModel.DATA, "1");
        disk.syncAll();
    }

    int boot() {
        return boot;
    }

    String bootId() {
        return "boot-" + boot;
    }

    /// As `date +%s`.
    long seconds() {
        return FIRST_BOOT.plus(time.now()).plus(clockOffset).getEpochSecond();
    }

    /// As the first word of /proc/uptime, without its fraction.
    long uptime() {
        return time.now().minus(booted).toSeconds();
    }

    void moveClock(Duration by) {
        clockOffset = clockOffset.plus(by);
    }

    RemoteProcess newProcess(String name) {
        int pid = nextPid++;
        RemoteProcess process = new RemoteProcess(this, pid, name);
        processes.put(pid, process);
        return process;
    }

    /// Starts a process that lives on without whoever started it.
    RemoteProcess launch(String name, RemoteProcess.Program program) {
        RemoteProcess process = newProcess(name);
        time.start(name, () -> process.execute(program));
        return process;
    }

    void forget(RemoteProcess process) {
        processes.remove(process.pid());
    }

    /// `group`: the number and the start time of a process.
    void signal(String group, int signal) {
        String[] words = group.strip().split(" ");
        if (words.length == 2 && lives(words[0], words[1])) {
            processes.get(Integer.parseInt(words[0])).kill(signal);
        }
    }

    /// Whether a process with this number and start time lives.
    boolean lives(String pid, String ticks) {
        RemoteProcess process =
                pid.matches("\\d{1,9}") ? processes.get(Integer.parseInt(pid)) : null;
        return process != null && process.ticks().equals(ticks);
    }

    boolean lives(String pid) {
        return pid.matches("\\d{1,9}") && processes.containsKey(Integer.parseInt(pid));
    }

    boolean isReachable() {
        return up && time.now().toNanos() >= reachableAt;
    }

    void addLink(SimulatedLink link) {
        links.add(link);
    }

    void removeLink(SimulatedLink link) {
        links.remove(link);
    }

    /// Cuts all connections, and refuses new ones for so long.
    void cutLinks(Duration away) {
        reachableAt = time.now().plus(away).toNanos();
        List.copyOf(links).forEach(SimulatedLink::cut);
    }

    /// Ends one shell of one connection.
    void endShell() {
        if (!links.isEmpty()) {
            List.copyOf(links).get(random.nextInt(links.size())).endShell();
        }
    }

    /// What runs here ends at its next step. The server starts again after this time.
    void cutPower(Duration off) {
        if (!up) {
            return;
        }
        up = false;
        boot++;
        processes.clear();
        disk.cutPower(random);
        disk.setFull(false);
        executions.values().forEach(all -> all.forEach(one -> one.loseUnrecorded(disk)));
        cutLinks(Duration.ZERO);
        time.start(
                "power",
                () -> {
                    time.pause(off.toNanos());
                    booted = time.now();
                    serving = true;
                    up = true;
                });
    }

    StepExecution addExecution(String folder, String script) {
        StepExecution execution = new StepExecution(folder, script);
        executions.computeIfAbsent(folder, key -> new ArrayList<>()).add(execution);
        return execution;
    }

    /// One run of a step's script, as it really was.
    static final class StepExecution {
        final String folder;
        final String script;

        /// What the log has taken of its output.
        final StringBuilder printed = new StringBuilder();

        private int exit = -1;
        private boolean recorded;
        private boolean perhapsCut;
        private boolean cut;

        StepExecution(String folder, String script) {
            this.folder = folder;
            this.script = script;
        }

        void end(int code) {
            exit = code;
        }

        /// The disk was full: its log may be cut.
        void loseOutput() {
            perhapsCut = true;
        }

        /// Its exit code has its name on the disk.
        void record() {
            recorded = true;
        }

        private void loseUnrecorded(ForgetfulDisk disk) {
            if (!recorded) {
                cut = true;
            } else if (!disk.exists(folder + "/rc")) {
                throw new AssertionError("A power cut took the end of " + folder);
            }
        }

        boolean wasCut() {
            return cut;
        }

        boolean isPerhapsCut() {
            return perhapsCut;
        }

        boolean isRecorded() {
            return recorded;
        }

        /// -1: it did not come to its end.
        int exit() {
            return exit;
        }
    }
}
