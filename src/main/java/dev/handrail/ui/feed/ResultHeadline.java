package dev.handrail.ui.feed;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.ui.kit.Texts;

import java.util.Optional;

/// Says in one sentence how a run ended.
public final class ResultHeadline {
    private ResultHeadline() {}

    /// The sentence, or empty while the run is not finished.
    public static Optional<String> of(Texts texts, Run run) {
        return run.finished().map(event -> headline(texts, run, event.result()));
    }

    private static String headline(Texts texts, Run run, RunResult result) {
        Plan.Ready plan = run.start().plan();
        String from = plan.from().text();
        String to = plan.to().text();
        return run.isRecorded()
                ? texts.get("recording.ended", from, to)
                : texts.get(textKey(result), plan.productName(), from, to);
    }

    private static String textKey(RunResult result) {
        return switch (result) {
            case UPGRADED -> "summary.upgraded";
            case ROLLED_BACK -> "summary.rolled-back";
            case MENDED -> "summary.fixed";
            case VERIFIED -> "summary.verified";
            case NOT_VERIFIED -> "summary.not-verified";
            case ENDED -> "summary.ended";
        };
    }
}
