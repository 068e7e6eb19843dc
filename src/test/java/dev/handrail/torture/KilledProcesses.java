package dev.handrail.torture;

import dev.handrail.store.DataStore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Kills a process that writes a history, or that walks an upgrade, at a random moment; then the
/// history is opened again and its work goes on.
final class KilledProcesses implements TortureKind {
    private static final int MOST_EVENTS = 80;
    private static final int MOST_MICROS = 15_000;

    /// Of an upgrade.
    private static final int UPGRADE_EVENTS = 8;

    private final TortureProcesses children;

    KilledProcesses(TortureProcesses children) {
        this.children = children;
    }

    @Override
    public String kindName() {
        return "kills";
    }

    @Override
    public int wholeRounds() {
        return 100;
    }

    @Override
    public TortureResult tortureOnce(Random random, Path folder) throws Exception {
        boolean upgrade = random.nextInt(4) == 0;
        int events = random.nextInt(upgrade ? UPGRADE_EVENTS : MOST_EVENTS);
        long micros = random.nextInt(MOST_MICROS) * (upgrade ? 4L : 1);
        TortureProcess child = children.take();
        child.give(
                TortureChild.order(upgrade ? "upgrade" : "write", random.nextLong(), "-", folder));
        List<String> said = child.killAfter(events, micros);
        String what =
                "%s, killed after %d events and %d us"
                        .formatted(upgrade ? "upgrade" : "write", said.size(), micros);
        int code = child.exitCode();
        return code == 128 + 9
                ? judge(folder, upgrade, said, what)
                : new TortureResult(TortureVerdict.FAILED, what + ": exit code " + code);
    }

    private static TortureResult judge(Path folder, boolean upgrade, List<String> said, String what)
            throws Exception {
        try (DataStore store = TortureChild.open(folder)) {
            if (!store.checkHistory().isSound()) {
                return new TortureResult(TortureVerdict.FAILED, what + ": the history is damaged");
            }
            if (upgrade) {
                return new UpgradeJudge(folder, store.journal()).judge(said, what);
            }
            Optional<String> loss =
                    said.isEmpty() && store.journal().listRuns().isEmpty()
                            ? Optional.empty()
                            : EndlessRun.findLoss(store, said);
            return new TortureResult(
                    loss.isEmpty() ? TortureVerdict.HELD : TortureVerdict.FAILED,
                    what + loss.map(lost -> ": " + lost).orElse(""));
        }
    }

    @Override
    public void close() {
        children.close();
    }
}
