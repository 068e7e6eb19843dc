package dev.handrail.store.history.lock;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.run.RunClaim;
import dev.handrail.run.RunClaim.ClaimResult;
import dev.handrail.run.RunOwner;
import dev.handrail.run.RunOwner.OwnerKind;
import dev.handrail.store.history.lock.OwnerSlot.HeldSlot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/// Says which process executes which run of a history. `folder`: that of the history. `kind`: what
/// this process tells others about itself.
public record RunOwners(Path folder, OwnerKind kind) {

    /// Makes this process the owner of a run. A second session of this process is refused, too.
    public ClaimResult claimRun(String run) {
        RunOwner here = RunOwner.here(kind, Clock.systemUTC().instant());
        try {
            return slotOf(run)
                    .tryHold(here)
                    .<ClaimResult>map(held -> new ClaimResult.Granted(new HeldRun(held)))
                    .orElseGet(() -> new ClaimResult.Refused(slotOf(run).readOwner().toProblem()));
        } catch (IOException e) {
            return new ClaimResult.Refused(unwritableClaim(e));
        }
    }

    /// The other process that executes a run; empty if none does.
    public Optional<RunOwner> findOtherOwner(String run) {
        return slotOf(run).findOther();
    }

    /// The id may come from anywhere, so its hash is the name.
    private OwnerSlot slotOf(String run) {
        String hash = HexFormat.of().formatHex(OwnerSlot.digest(run), 0, 8);
        return new OwnerSlot(folder, "run-" + hash);
    }

    private Problem unwritableClaim(IOException error) {
        return new Problem(
                "history-unclaimed",
                Message.of(
                        "store.history.unclaimed.what",
                        folder.resolve(OwnerSlot.OWNERS).toString(),
                        String.valueOf(error.getMessage())),
                Message.of("store.history.unclaimed.todo"));
    }

    private record HeldRun(HeldSlot held) implements RunClaim {
        @Override
        public void close() {
            held.close();
        }
    }
}
