package dev.handrail.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;
import dev.handrail.run.RunClaim;
import dev.handrail.run.RunClaim.ClaimResult;
import dev.handrail.store.DataStore;
import dev.handrail.store.Samples;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A run that a child writes until it is killed, and what of it must be there afterwards.
final class EndlessRun {
    private static final String RUN = "endless";
    private static final long STEP = 1;
    private static final int LONGEST_TEXT = 4000;
    private static final int MOST_LINES = 60;

    private EndlessRun() {}

    /// Ends only with its process.
    static void write(Journal journal, Random random) {
        requireClaim(journal);
        long offset = 0;
        for (long seq = 1; ; seq++) {
            append(journal, seq);
            TortureChild.say("event " + seq);
            for (int line = random.nextInt(MOST_LINES); line > 0; line--) {
                byte[] bytes = line(offset);
                journal.appendOutput(RUN, STEP, offset, bytes);
                offset += bytes.length;
            }
            if (random.nextInt(4) == 0) {
                journal.finishOutput(RUN, STEP);
                TortureChild.say("output " + offset);
            }
        }
    }

    private static RunClaim requireClaim(Journal journal) {
        return switch (journal.claimRun(RUN)) {
            case ClaimResult.Granted(RunClaim claim) -> claim;
            case ClaimResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    static void append(Journal journal, long seq) {
        journal.appendEvent(RUN, event(seq));
    }

    private static RunEvent event(long seq) {
        int length = (int) (seq * 977 % LONGEST_TEXT);
        return seq == 1
                ? Samples.start()
                : new RunEvent.LinkChanged(
                        seq,
                        Samples.at((int) seq),
                        "server",
                        seq % 2 == 0,
                        Message.literal("x".repeat(length)));
    }

    private static byte[] line(long offset) {
        return ("byte " + offset + " of the output\n").getBytes(UTF_8);
    }

    /// What the history lacks of all that was acknowledged, or why nobody can go on with it; empty
    /// if nothing is wrong.
    static Optional<String> findLoss(DataStore store, List<String> acknowledged) {
        Journal journal = store.journal();
        List<RunEvent> events = journal.readEvents(RUN);
        for (int i = 0; i < events.size(); i++) {
            if (!events.get(i).equals(event(i + 1))) {
                return Optional.of("event " + (i + 1) + " is " + events.get(i));
            }
        }
        long expected = lastNumber(acknowledged, "event ");
        if (events.size() < expected) {
            return Optional.of(events.size() + " of " + expected + " events");
        }
        return findOutputLoss(journal, lastNumber(acknowledged, "output "))
                .or(() -> findObstacle(journal, events.size()));
    }

    private static long lastNumber(List<String> acknowledged, String kind) {
        return acknowledged.stream()
                .filter(line -> line.startsWith(kind))
                .mapToLong(line -> Long.parseLong(line.substring(kind.length())))
                .max()
                .orElse(0);
    }

    private static Optional<String> findOutputLoss(Journal journal, long expected) {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        journal.readOutput(
                RUN,
                STEP,
                0,
                (_, bytes) -> {
                    found.writeBytes(bytes);
                    return true;
                });
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        while (written.size() < found.size()) {
            written.writeBytes(line(written.size()));
        }
        String text = written.toString(UTF_8).substring(0, found.size());
        if (!text.equals(found.toString(UTF_8))) {
            return Optional.of("other output than was written");
        }
        return found.size() >= expected && found.size() == journal.outputEndOffset(RUN, STEP)
                ? Optional.empty()
                : Optional.of(found.size() + " of " + expected + " bytes of output");
    }

    /// The next process goes on where the killed one stopped.
    private static Optional<String> findObstacle(Journal journal, int events) {
        try (RunClaim _ = requireClaim(journal)) {
            append(journal, events + 1L);
            long end = journal.outputEndOffset(RUN, STEP);
            journal.appendOutput(RUN, STEP, end, line(end));
            journal.finishOutput(RUN, STEP);
            return journal.readEvents(RUN).size() == events + 1
                    ? Optional.empty()
                    : Optional.of("nothing can be added");
        }
    }
}
