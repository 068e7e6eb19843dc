package dev.handrail.ui.feed;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.ui.kit.Texts;

import java.util.Optional;

/// Says in one sentence how a run ended.
public final class ResultHeadline {
    private ResultHeadline() {}

    /// The sentence for a run that another one may have rolled back since: then it says so, because
    /// the server no longer runs what the run left. `rolledBack`: whether a roll-back reached its
    /// end.
    public static Optional<String> of(Texts texts, Run run, boolean rolledBack) {
        Plan.Ready plan = run.start().plan();
        return rolledBack && run.finished().isPresent() && !run.isRecorded()
                ? Optional.of(
                        texts.get(
                                "summary.rolled-back-since",
                                plan.productName(),
                                plan.from().text(),
                                plan.to().text()))
                : of(texts, run);
    }

    /// The sentence, or empty while the run is not finished.
    public static Optional<String> of(Texts texts, Run run) {
        Plan.Ready plan = run.start().plan();
        String from = plan.from().text();
        String to = plan.to().text();
        return run.finished()
                .map(event -> {
                    if (run.isRecorded()) {
                        return texts.get("recording.over", from, to);
                    }
                    String key =
                            switch (event.result()) {
                                case UPGRADED -> "summary.upgraded";
                                case ROLLED_BACK -> "summary.rolled-back";
                                case MENDED -> "summary.mended";
                                case VERIFIED -> "summary.verified";
                                case NOT_VERIFIED -> "summary.not-verified";
                                case ENDED -> "summary.ended";
                            };
                    return texts.get(key, plan.productName(), from, to);
                });
    }
}
