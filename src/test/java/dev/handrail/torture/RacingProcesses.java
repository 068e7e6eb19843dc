package dev.handrail.torture;

import dev.handrail.store.DataStore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Lets two processes work in one home at once, one of them killed or not, and root work in the
/// folder of a second user who plants links there.
final class RacingProcesses implements TortureKind {
    private static final int MOST_LINES = 30;

    private final TortureProcesses children;
    private final List<TortureProcess> pair = new ArrayList<>();

    RacingProcesses(TortureProcesses children) {
        this.children = children;
    }

    @Override
    public String kindName() {
        return "races";
    }

    @Override
    public int wholeRounds() {
        return 100;
    }

    @Override
    public TortureResult tortureOnce(Random random, Path folder) throws Exception {
        return random.nextInt(5) < 2
                ? new PlantedLinkRace(folder, random).race()
                : raceInOneHome(folder, random);
    }

    private TortureResult raceInOneHome(Path folder, Random random) throws Exception {
        boolean kill = random.nextInt(4) == 0;
        Path home = Files.createDirectory(folder.resolve("home"));
        List<String> said = work(home, random, kill);
        String what = "two processes in one home" + (kill ? ", one was killed" : "");
        try (DataStore store = TortureChild.open(home)) {
            Optional<String> fault = new SharedHomeJudge(store, said).findFault();
            return new TortureResult(
                    fault.isEmpty() ? TortureVerdict.HELD : TortureVerdict.FAILED,
                    what + fault.map(text -> ": " + text).orElse(""));
        }
    }

    private List<String> work(Path home, Random random, boolean kill) throws Exception {
        while (pair.size() < 2) {
            pair.add(children.take());
        }
        TortureProcess first = pair.getFirst();
        TortureProcess second = pair.getLast();
        first.give(TortureChild.order("share", random.nextLong(), "a", home));
        second.give(TortureChild.order("share", random.nextLong(), "b", home));
        List<String> said = new ArrayList<>();
        if (kill) {
            said.addAll(first.killAfter(random.nextInt(MOST_LINES), random.nextInt(5000)));
            first.end();
            pair.remove(first);
        } else {
            said.addAll(first.awaitDone());
        }
        said.addAll(second.awaitDone());
        if (pair.removeIf(child -> !child.isAlive())) {
            said.add("wrong a process has ended that nobody killed");
        }
        return said;
    }

    @Override
    public void close() {
        pair.forEach(TortureProcess::end);
        pair.clear();
        children.close();
    }
}
