package dev.handrail.ui.feed;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
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
        return rolledBack && run.finished().isPresent() && !run.isRecorded() && !run.isRehearsal()
                ? Optional.of(
                        texts.get(
                                "summary.rolled-back-since",
                                plan.productName(),
                                plan.from().text(),
                                plan.to().text()))
                : of(texts, run);
    }

    /// The sentence about what was true at the end of a run of the past, for which nobody says that
    /// it still is.
    public static Optional<String> ofPast(Texts texts, Run run) {
        Plan.Ready plan = run.start().plan();
        return run.finished()
                .filter(event -> !run.isRecorded() && !run.isRehearsal())
                .flatMap(event -> pastKey(event.result()))
                .map(key ->
                        texts.get(key, plan.productName(), plan.from().text(), plan.to().text()))
                .or(() -> of(texts, run));
    }

    private static Optional<String> pastKey(RunResult result) {
        return switch (result) {
            case UPGRADED -> Optional.of("summary.upgraded-then");
            case ROLLED_BACK -> Optional.of("summary.rolled-back-then");
            case VERIFIED -> Optional.of("summary.verified-then");
            case MENDED, NOT_VERIFIED, ENDED -> Optional.empty();
        };
    }

    /// The sentence, or empty while the run is not finished.
    public static Optional<String> of(Texts texts, Run run) {
        return run.finished().map(event -> headline(texts, run, event.result()));
    }

    private static String headline(Texts texts, Run run, RunResult result) {
        Plan.Ready plan = run.start().plan();
        String from = plan.from().text();
        String to = plan.to().text();
        if (run.isRehearsal()) {
            return texts.get(rehearsalKey(result), plan.productName(), from, to);
        }
        return run.isRecorded()
                ? texts.get("recording.ended", from, to)
                : texts.get(textKey(result), plan.productName(), from, to);
    }

    /// Nothing that happened in a copy is true of the server.
    private static String rehearsalKey(RunResult result) {
        return switch (result) {
            case UPGRADED -> "summary.rehearsal-upgraded";
            case ROLLED_BACK -> "summary.rehearsal-rolled-back";
            case MENDED, VERIFIED, NOT_VERIFIED, ENDED -> "summary.rehearsal-ended";
        };
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
