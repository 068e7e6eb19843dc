package dev.handrail.ui.rehearsal;

import dev.handrail.app.rehearsal.RehearsalVerdict;
import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.NoticeBox.NoticeKind;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.session.RehearsalLauncher.CopyRemoval;

import java.util.Optional;

/// What a rehearsal that is over has shown, and what became of its copy.
public final class RehearsalResult {
    private RehearsalResult() {}

    /// `upgrade`: the rehearsed upgrade. `back`: its roll-back in the copy, if there was one.
    public static NoticeBox of(Texts texts, Run upgrade, Optional<Run> back) {
        Message verdict = RehearsalVerdict.describe(upgrade, back.map(Run::hasSucceeded));
        boolean good =
                RehearsalVerdict.hasWorked(upgrade)
                        && back.filter(run -> !run.hasSucceeded()).isEmpty();
        NoticeKind kind = good ? NoticeKind.GOOD : NoticeKind.WARNING;
        return new NoticeBox(kind, texts.inUserLanguage(verdict), reasonText(texts, upgrade));
    }

    /// Why the upgrade did not work, or what a rehearsal cannot show.
    private static String reasonText(Texts texts, Run upgrade) {
        return RehearsalVerdict.hasWorked(upgrade)
                ? texts.get("rehearsal.shows-not")
                : upgrade.finished().map(end -> texts.inUserLanguage(end.reason())).orElse("");
    }

    /// Whether the copy is still there; empty if nothing is known of it.
    public static Optional<NoticeBox> ofRemoval(Texts texts, CopyRemoval removal, String run) {
        if (!removal.run().equals(run)) {
            return Optional.empty();
        }
        return Optional.of(
                removal.left()
                        .map(problem -> NoticeBox.of(texts, NoticeKind.WARNING, problem))
                        .orElseGet(() -> removalNotice(texts, removal)));
    }

    private static NoticeBox removalNotice(Texts texts, CopyRemoval removal) {
        String key = removal.over() ? "rehearsal.removed" : "rehearsal.removing";
        return new NoticeBox(NoticeKind.REHEARSAL, texts.get(key), "");
    }
}
