package dev.handrail.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.run.RunClaim;
import dev.handrail.run.RunClaim.ClaimResult;
import dev.handrail.store.DataStore;
import dev.handrail.store.Samples;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;

/// What one of two processes does in a home that both use. Everything it says begins with a word:
/// `event` and `output` are safe, `deleting` may have happened, `wrong` must not happen.
final class SharedHome {
    static final String COMMON = "common";
    private static final int TURNS = 16;
    private static final int MOST_EVENTS = 4;

    private final Path folder;
    private final String name;
    private final Random random;
    private final Deque<String> own = new ArrayDeque<>();
    private DataStore store;
    private int claims;

    SharedHome(Path folder, String name, Random random) {
        this.folder = folder;
        this.name = name;
        this.random = random;
        this.store = TortureChild.open(folder);
    }

    void work() {
        try {
            for (int turn = 0; turn < TURNS; turn++) {
                takeTurn();
            }
        } catch (JournalUnwritable e) {
            TortureChild.say("wrong " + e.problem() + " " + e.getCause());
        } catch (RuntimeException e) {
            TortureChild.say("wrong " + e);
        } finally {
            store.close();
        }
    }

    private void takeTurn() {
        switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> writeRun(COMMON);
            case 4, 5 -> {
                own.add(name + own.size() + "-" + claims);
                writeRun(own.getLast());
            }
            case 6 -> deleteOwn();
            case 7 -> check();
            default -> reopen();
        }
    }

    /// Writes a group of events, if the other process does not write to the same run.
    private void writeRun(String run) {
        if (store.journal().claimRun(run) instanceof ClaimResult.Granted(RunClaim claim)) {
            try (claim) {
                writeGroup(run);
            }
        } else if (!run.equals(COMMON)) {
            TortureChild.say("wrong nobody else has " + run);
        }
    }

    private void writeGroup(String run) {
        Journal journal = store.journal();
        long seq = journal.readEvents(run).size();
        if (seq == 0) {
            seq++;
            journal.appendEvent(run, Samples.start());
            TortureChild.say("event " + run + " 1 start");
        }
        int length = 1 + random.nextInt(MOST_EVENTS);
        claims++;
        for (int i = 1; i <= length; i++) {
            String label = name + claims + "/" + i + "/" + length;
            seq++;
            journal.appendEvent(run, labelled(seq, label));
            TortureChild.say("event " + run + " " + seq + " " + label);
        }
        writeOutput(run);
    }

    private static RunEvent labelled(long seq, String label) {
        return new RunEvent.LinkChanged(
                seq, Samples.at((int) seq), "server", true, Message.literal(label));
    }

    static String labelOf(RunEvent event) {
        return event instanceof RunEvent.LinkChanged link
                        && link.reason() instanceof Message.Literal(String label)
                ? label
                : "start";
    }

    private void writeOutput(String run) {
        Journal journal = store.journal();
        long end = journal.outputEndOffset(run, 1);
        byte[] text = (name + claims + "\n").repeat(1 + random.nextInt(200)).getBytes(UTF_8);
        journal.appendOutput(run, 1, end, text);
        journal.finishOutput(run, 1);
        TortureChild.say("output " + run + " " + (end + text.length));
    }

    private void deleteOwn() {
        Optional<String> run = Optional.ofNullable(own.poll());
        if (run.isPresent()) {
            TortureChild.say("deleting " + run.get());
            store.journal().deleteRun(run.get());
            TortureChild.say("deleted " + run.get());
        }
    }

    private void check() {
        if (!store.checkHistory().isSound()) {
            TortureChild.say("wrong " + store.checkHistory());
        }
    }

    private void reopen() {
        store.close();
        store = TortureChild.open(folder);
    }
}
