package dev.handrail.torture;

import dev.handrail.store.Histories;

import java.nio.file.Files;
import java.nio.file.Path;

/// A history of real runs of today's version, and what it says.
record TortureSample(byte[] file, HistoryWitness witness) {
    static final String FILE = "journal.db";

    /// Makes it in an empty folder.
    static TortureSample create(Path folder) throws Exception {
        Histories.put("version-2-runs", folder);
        HistoryWitness witness = HistoryWitness.of(folder);
        return new TortureSample(Files.readAllBytes(folder.resolve(FILE)), witness);
    }

    /// A copy, to be damaged.
    @Override
    public byte[] file() {
        return file.clone();
    }
}
