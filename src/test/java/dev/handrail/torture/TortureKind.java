package dev.handrail.torture;

import java.nio.file.Path;
import java.util.Random;

/// One way to hurt Handrail. A new kind implements this and is named in [TortureRun].
interface TortureKind extends AutoCloseable {
    /// What the command line calls it.
    String kindName();

    /// How often a whole torture does it.
    int wholeRounds();

    /// Hurts it once, in an empty folder. Everything random comes from `random`, so that a round
    /// can be repeated.
    TortureResult tortureOnce(Random random, Path folder) throws Exception;

    @Override
    default void close() {}

    /// How a round ended, and what was done in it.
    record TortureResult(TortureVerdict verdict, String what) {}

    /// What became of the damage.
    enum TortureVerdict {
        /// Handrail named it when it opened the history.
        NAMED_WHEN_OPENED,
        /// Handrail named it when it read the history.
        NAMED_WHEN_READ,
        /// Everything that can be read is as it was: the byte is of no use.
        HARMLESS,
        /// All that was acknowledged is there, and the work came to its end.
        HELD,
        /// Nothing is lost, and Handrail said why the work goes no further.
        REFUSED,
        /// It cannot be done here, for a reason that is told.
        SKIPPED,
        /// Something is not as it was, and Handrail did not say so.
        UNNOTICED,
        /// Handrail threw something that is no value, showed what was never written, lost what it
        /// had acknowledged, or did something twice.
        FAILED;

        boolean isGood() {
            return this != UNNOTICED && this != FAILED;
        }
    }
}
