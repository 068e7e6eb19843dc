package dev.handrail.torture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Flips one random bit of a stored history, each time in a copy of its own.
final class BitFlips implements TortureKind {
    private final TortureSample sample;

    BitFlips(TortureSample sample) {
        this.sample = sample;
    }

    @Override
    public String kindName() {
        return "flips";
    }

    @Override
    public int wholeRounds() {
        return 400;
    }

    @Override
    public TortureResult tortureOnce(Random random, Path folder) throws Exception {
        byte[] file = sample.file();
        int at = random.nextInt(file.length);
        int bit = random.nextInt(8);
        file[at] ^= (byte) (1 << bit);
        Files.write(folder.resolve(TortureSample.FILE), file);
        return sample.witness().judge(folder, "bit " + bit + " of byte " + at);
    }
}
