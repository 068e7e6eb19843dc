package dev.handrail.run;

import dev.handrail.model.Problem;

/// The right to execute a run, which one process has until it closes the claim or ends.
public interface RunClaim extends AutoCloseable {
    @Override
    void close();

    /// The result of claiming a run.
    sealed interface ClaimResult {
        record Granted(RunClaim claim) implements ClaimResult {}

        /// Another session owns the run, or the claim cannot be written.
        record Refused(Problem problem) implements ClaimResult {}
    }
}
