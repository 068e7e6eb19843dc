package dev.handrail.torture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// Copies of a history as a failing disk, a full one or a careless program leaves them.
final class DamagedCopies implements TortureKind {
    private static final int PAGE = 8192;

    private final TortureSample sample;

    DamagedCopies(TortureSample sample) {
        this.sample = sample;
    }

    @Override
    public String kindName() {
        return "copies";
    }

    @Override
    public int wholeRounds() {
        return 200;
    }

    @Override
    public TortureResult tortureOnce(Random random, Path folder) throws Exception {
        byte[] file = sample.file();
        int page = PAGE * random.nextInt(file.length / PAGE);
        int other = PAGE * random.nextInt(file.length / PAGE);
        int length = 1 + random.nextInt(3 * PAGE);
        String what;
        switch (random.nextInt(6)) {
            case 0 -> {
                file = Arrays.copyOf(file, 1 + random.nextInt(file.length - 1));
                what = "cut off at byte " + file.length;
            }
            case 1 -> {
                Arrays.fill(file, page, page + PAGE, (byte) 0);
                what = "zeros from byte " + page;
            }
            case 2 -> {
                System.arraycopy(sample.file(), other, file, page, PAGE);
                what = "the page at byte " + other + " also at " + page;
            }
            case 3 -> {
                fillNoise(file, random, page, length);
                what = "noise of " + length + " bytes from " + page;
            }
            case 4 -> {
                System.arraycopy(sample.file(), page, file, other, PAGE);
                System.arraycopy(sample.file(), other, file, page, PAGE);
                what = "the pages at bytes " + page + " and " + other + " in each other's place";
            }
            default -> {
                file = insertNoise(file, random);
                what = "bytes put in or left out";
            }
        }
        Files.write(folder.resolve(TortureSample.FILE), file);
        return sample.witness().judge(folder, what);
    }

    private static void fillNoise(byte[] file, Random random, int from, int length) {
        byte[] noise = new byte[Math.min(length, file.length - from)];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, file, from, noise.length);
    }

    /// Everything after a random place stands some bytes earlier or later.
    private static byte[] insertNoise(byte[] file, Random random) {
        int at = random.nextInt(file.length - 16);
        int shift = random.nextBoolean() ? 1 + random.nextInt(16) : -1 - random.nextInt(16);
        byte[] moved = Arrays.copyOf(file, file.length + shift);
        int from = Math.max(at, at - shift);
        System.arraycopy(file, from, moved, from + shift, file.length - from);
        return moved;
    }
}
