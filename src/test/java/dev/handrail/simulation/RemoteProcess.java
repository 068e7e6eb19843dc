package dev.handrail.simulation;

import dev.handrail.simulation.VirtualTime.ThreadEnded;

import java.time.Duration;

/// A process of the simulated server. It ends when the server loses its power or when it is killed.
final class RemoteProcess {
    private static final int LONGEST_STEP_MICROS = 400;

    final SimulatedServer server;
    final ForgetfulDisk disk;
    private final int pid;
    private final int boot;
    private final String ticks;
    private Thread thread;
    private int signal;

    RemoteProcess(SimulatedServer server, int pid, String name) {
        this.server = server;
        this.disk = server.disk;
        this.pid = pid;
        this.boot = server.boot();
        this.ticks = Long.toString(server.time.now().toMillis() / 10 + pid);
    }

    /// What a process does; the result is its exit code.
    interface Program {
        int run(RemoteProcess process);
    }

    /// The process left with an exit code of its own.
    static final class ProcessExit extends ThreadEnded {
        private static final long serialVersionUID = 1;
        private final int code;

        ProcessExit(int code) {
            super("exit " + code);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /// Runs a program on the caller's thread. Returns its exit code, or 128 plus the signal that
    /// ended it.
    int execute(Program program) {
        thread = Thread.currentThread();
        try {
            return program.run(this);
        } catch (ProcessExit exit) {
            return exit.code();
        } finally {
            thread = null;
            Thread.interrupted();
            server.forget(this);
        }
    }

    int pid() {
        return pid;
    }

    String ticks() {
        return ticks;
    }

    void kill(int with) {
        signal = with;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// A moment passes, in which anything may happen; called before each look at the disk that
    /// matters.
    void step() {
        server.time.pause(1000L * (1 + server.random.nextInt(LONGEST_STEP_MICROS)));
        check();
        server.faults.passPoint();
        check();
    }

    boolean isPowered() {
        return server.boot() == boot;
    }

    void sleep(long millis) {
        try {
            server.time.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        check();
    }

    private void check() {
        if (server.boot() != boot) {
            throw new ThreadEnded("No power");
        }
        if (signal != 0) {
            throw new ProcessExit(128 + signal);
        }
    }
}
