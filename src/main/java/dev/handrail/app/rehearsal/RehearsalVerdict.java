package dev.handrail.app.rehearsal;

import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.StepOutcome;

import java.util.Optional;

/// What the rehearsal of an upgrade has shown.
public final class RehearsalVerdict {
    private RehearsalVerdict() {}

    /// Whether the upgrade reached its end in the copy. One that was rolled back after a failure
    /// has ended well, but did not work.
    public static boolean hasWorked(Run upgrade) {
        return upgrade.finished().filter(end -> end.result() == RunResult.UPGRADED).isPresent();
    }

    /// The sentence for the admin. `backWorked`: empty where the roll-back was not rehearsed.
    public static Message describe(Run upgrade, Optional<Boolean> backWorked) {
        if (!hasWorked(upgrade)) {
            return Message.of("rehearsal.verdict.failed");
        }
        Message works =
                Message.of(
                        "rehearsal.verdict.works", countSteps(upgrade), upgrade.downtime().ended());
        return backWorked.map(worked -> describeBack(works, worked)).orElse(works);
    }

    private static Message describeBack(Message works, boolean worked) {
        return worked
                ? Message.of("rehearsal.verdict.works-and-back", works)
                : Message.of("rehearsal.verdict.works-not-back", works);
    }

    private static long countSteps(Run run) {
        return run.steps().stream()
                .filter(step -> step.outcome().filter(StepOutcome.OK::equals).isPresent())
                .count();
    }
}
