package dev.handrail.torture;

import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.DataStore;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.torture.TortureKind.TortureResult;
import dev.handrail.torture.TortureKind.TortureVerdict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that can be read of a history, to compare with the same after damage.
final class HistoryWitness {
    private final List<RunSummary> runs;
    private final Map<String, List<RunEvent>> events = new LinkedHashMap<>();
    private final Map<String, Integer> output = new LinkedHashMap<>();
    private final List<String> hits = new ArrayList<>();

    private HistoryWitness(Journal journal) {
        runs = journal.listRuns();
        for (RunSummary run : runs) {
            events.put(run.id(), journal.readEvents(run.id()));
            for (RunEvent event : events.get(run.id())) {
                output.put(run.id() + " " + event.seq(), readOutput(journal, run, event.seq()));
            }
        }
        journal.searchOutput("e", true, hit -> hits.add(hit.toString()));
    }

    private static int readOutput(Journal journal, RunSummary run, long step) {
        int[] hash = {1};
        journal.readOutput(
                run.id(),
                step,
                0,
                (offset, bytes) -> {
                    hash[0] = 31 * (31 * hash[0] + Long.hashCode(offset)) + Arrays.hashCode(bytes);
                    return true;
                });
        return hash[0];
    }

    /// Opens a sound history, which may be written by this and so brought to today's version.
    static HistoryWitness of(Path folder) {
        try (DataStore store = ((StoreOpenResult.Ready) DataStore.open(folder)).store()) {
            return new HistoryWitness(store.journal());
        }
    }

    /// Opens the history of the folder, and judges what Handrail says of it.
    TortureResult judge(Path folder, String what) {
        try {
            return new TortureResult(judgeOpened(DataStore.open(folder)), what);
        } catch (RuntimeException e) {
            return new TortureResult(TortureVerdict.FAILED, what + ": " + e);
        }
    }

    private TortureVerdict judgeOpened(StoreOpenResult opened) {
        return switch (opened) {
            case StoreOpenResult.Failed failed -> judgeKey(failed.problem().key());
            case StoreOpenResult.Damaged damaged -> judgeKey(damaged.problem().key());
            case StoreOpenResult.Ready ready -> {
                try (DataStore store = ready.store()) {
                    yield judgeStore(store);
                }
            }
        };
    }

    private static TortureVerdict judgeKey(String key) {
        return key.startsWith("history") ? TortureVerdict.NAMED_WHEN_OPENED : TortureVerdict.FAILED;
    }

    private TortureVerdict judgeStore(DataStore store) {
        boolean sound;
        try {
            sound = store.checkHistory().isSound();
        } catch (JournalUnwritable e) {
            return TortureVerdict.NAMED_WHEN_READ;
        }
        if (!sound) {
            return showsOnlyWhatWas(store.journal())
                    ? TortureVerdict.NAMED_WHEN_READ
                    : TortureVerdict.FAILED;
        }
        return isSameAs(new HistoryWitness(store.journal()))
                ? TortureVerdict.HARMLESS
                : TortureVerdict.UNNOTICED;
    }

    private boolean isSameAs(HistoryWitness other) {
        return runs.equals(other.runs)
                && events.equals(other.events)
                && output.equals(other.output)
                && hits.equals(other.hits);
    }

    /// Of a damaged history Handrail shows beginnings of runs, and resumes none but whole ones. A
    /// run with all its events may be refused, too: its row, which names the last, may be damaged.
    private boolean showsOnlyWhatWas(Journal journal) {
        journal.listRuns();
        for (Map.Entry<String, List<RunEvent>> run : events.entrySet()) {
            List<RunEvent> shown = journal.readSoundEvents(run.getKey()).events();
            List<RunEvent> whole = run.getValue();
            if (shown.size() > whole.size() || !whole.subList(0, shown.size()).equals(shown)) {
                return false;
            }
            if (!shown.isEmpty() && canResume(journal, run.getKey()) && !shown.equals(whole)) {
                return false;
            }
        }
        return true;
    }

    /// A resumed run reads its plan, and so its scripts, in this way.
    private static boolean canResume(Journal journal, String run) {
        try {
            journal.readEvents(run);
            return true;
        } catch (JournalUnwritable e) {
            return false;
        }
    }
}
