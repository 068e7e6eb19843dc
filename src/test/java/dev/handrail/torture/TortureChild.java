package dev.handrail.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.RunEvent;
import dev.handrail.run.RunListener;
import dev.handrail.store.DataStore;
import dev.handrail.store.StoreOpenResult;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Random;

/// The process that is killed, or that races with another one. It reads what to do from its input,
/// and says on its output what Handrail has acknowledged.
public final class TortureChild {
    static final String READY = "ready";
    static final String DONE = "done";

    private TortureChild() {}

    /// Arguments: an empty folder, in which it first does everything once, so that a kill meets
    /// work and no loading of classes.
    public static void main(String[] arguments) throws Exception {
        Path warm = Path.of(arguments[0]);
        try (DataStore store = open(warm)) {
            EndlessRun.append(store.journal(), 1);
        }
        say(READY);
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                obey(order.split(" ", 4));
                say(DONE);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    /// An order: the work, a seed, a name, and the folder.
    static String order(String work, long seed, String name, Path folder) {
        return work + " " + seed + " " + name + " " + folder;
    }

    private static void obey(String[] order) throws Exception {
        Path folder = Path.of(order[3]);
        Random random = new Random(Long.parseLong(order[1]));
        switch (order[0]) {
            case "write" -> write(folder, random);
            case "upgrade" -> upgrade(folder);
            case "share" -> new SharedHome(folder, order[2], random).work();
            default -> throw new IllegalArgumentException(order[0]);
        }
    }

    private static void write(Path folder, Random random) {
        try (DataStore store = open(folder)) {
            EndlessRun.write(store.journal(), random);
        }
    }

    private static void upgrade(Path folder) throws InterruptedException {
        try (DataStore store = open(folder)) {
            new LocalUpgrade(folder, store.journal()).startRun(new Acknowledger()).awaitOutcome();
        }
    }

    static DataStore open(Path folder) {
        return switch (DataStore.open(folder)) {
            case StoreOpenResult.Ready ready -> ready.store();
            case StoreOpenResult other -> throw new IllegalStateException(other.toString());
        };
    }

    /// One line, at once.
    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /// Says of each event when it is safe.
    private static final class Acknowledger implements RunListener {
        @Override
        public void onEvent(RunEvent event) {
            say("event " + event.seq() + " " + fingerprint(event));
        }

        @Override
        public void onOutput(long step, long offset, byte[] bytes) {}
    }

    /// The same in each process, unlike a hash code.
    static String fingerprint(RunEvent event) {
        return Integer.toHexString(event.toString().hashCode());
    }
}
