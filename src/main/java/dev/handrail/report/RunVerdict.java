package dev.handrail.report;

import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.report.RunReport.ResultTone;
import dev.handrail.report.RunReport.Verdict;
import dev.handrail.run.Journal;

import java.time.Instant;
import java.util.Optional;

/// Sums up a run in a word and a sentence: how it ended, or why it has not ended.
final class RunVerdict {
    private RunVerdict() {}

    /// Says too which later run has rolled this one back, because the server no longer is as the
    /// run left it.
    static Verdict of(Run run, Optional<Journal.RunSummary> rollback) {
        Verdict verdict = of(run);
        return rollback.map(back ->
                        new Verdict(
                                ResultTone.BAD,
                                verdict.word(),
                                Message.sentences(
                                        verdict.sentence(),
                                        Message.of(
                                                "report.verdict.rolled-back-by",
                                                back.id(),
                                                Instant.parse(back.endedAt())))))
                .orElse(verdict);
    }

    /// The run's own reason replaces the usual sentence if it has one.
    static Verdict of(Run run) {
        return switch (run.status()) {
            case RUNNING -> runningVerdict(run);
            case PAUSED -> open(Message.of("report.verdict.paused"), run.pausedBecause());
            case FINISHED -> finishedVerdict(run.finished().orElseThrow());
        };
    }

    private static Verdict finishedVerdict(RunFinished end) {
        Verdict usual = usualVerdict(end.result());
        return end.reason().isEmpty()
                ? usual
                : new Verdict(usual.tone(), usual.word(), end.reason());
    }

    /// The sentence names the open question; it is empty if no question is open.
    private static Verdict runningVerdict(Run run) {
        Message question =
                run.open()
                        .map(asked ->
                                Message.of("report.verdict.waiting", asked.question().title()))
                        .orElse(Message.EMPTY);
        return open(Message.of("report.verdict.running"), question);
    }

    /// What a result means if the run gives no reason of its own.
    private static Verdict usualVerdict(RunResult result) {
        Message word = resultWord(result);
        return switch (result) {
            case UPGRADED -> good(word, Message.of("report.verdict.upgraded.why"));
            case ROLLED_BACK -> good(word, Message.of("report.verdict.rolled-back.why"));
            case MENDED -> good(word, Message.of("report.verdict.fixed.why"));
            case VERIFIED -> good(word, Message.of("report.verdict.verified.why"));
            case NOT_VERIFIED -> bad(word, Message.of("report.verdict.not-verified.why"));
            case ENDED -> bad(word, Message.of("report.verdict.ended.why"));
        };
    }

    private static Message resultWord(RunResult result) {
        return switch (result) {
            case UPGRADED -> Message.of("report.verdict.upgraded");
            case ROLLED_BACK -> Message.of("report.verdict.rolled-back");
            case MENDED -> Message.of("report.verdict.fixed");
            case VERIFIED -> Message.of("report.verdict.verified");
            case NOT_VERIFIED -> Message.of("report.verdict.not-verified");
            case ENDED -> Message.of("report.verdict.ended");
        };
    }

    private static Verdict open(Message word, Message why) {
        return new Verdict(ResultTone.OPEN, word, why);
    }

    private static Verdict good(Message word, Message why) {
        return new Verdict(ResultTone.GOOD, word, why);
    }

    private static Verdict bad(Message word, Message why) {
        return new Verdict(ResultTone.BAD, word, why);
    }
}
