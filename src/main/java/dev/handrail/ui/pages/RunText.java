package dev.handrail.ui.pages;

import dev.handrail.model.Target;
import dev.handrail.run.Journal;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.shell.Mark;

import java.time.Instant;
import java.util.Locale;

/// Says in words what a line of the history means.
final class RunText {
    private RunText() {}

    static boolean unfinished(Journal.Summary run) {
        return run.endedAt().isEmpty();
    }

    static String title(Texts texts, Journal.Summary run) {
        if (run.isMending()) {
            return texts.get("run.title-mending", run.product(), run.from());
        }
        String again = run.isVerification() ? "run.title-verification" : "run.title-rollback";
        String key = run.origin().isEmpty() ? "run.title" : again;
        return texts.get(key, run.product(), run.from(), run.to());
    }

    static String started(Texts texts, Journal.Summary run, Instant now) {
        return texts.ago(Instant.parse(run.startedAt()), now);
    }

    /// Whether it is played from a recording.
    static boolean recorded(Journal.Summary run) {
        return run.server().contains(Target.RECORDING);
    }

    static String status(Texts texts, Journal.Summary run) {
        String status =
                recorded(run) && !unfinished(run)
                        ? "recorded"
                        : run.status().toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.get("status." + status);
    }

    static Mark mark(Journal.Summary run) {
        return switch (run.status().toUpperCase(Locale.ROOT)) {
            case "UPGRADED", "ROLLED_BACK", "MENDED", "VERIFIED" -> Mark.DONE;
            case "ENDED", "NOT_VERIFIED" -> Mark.WARNING;
            default -> Mark.NOW;
        };
    }
}
