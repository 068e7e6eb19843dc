package dev.handrail.report;

import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunFinished;
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
            case PAUSED ->
                    new Verdict(
                            ResultTone.OPEN,
                            Message.of("report.verdict.paused"),
                            run.pausedBecause());
            case FINISHED -> {
                RunFinished end = run.finished().orElseThrow();
                Verdict usual = usualVerdict(end);
                yield end.reason().isEmpty()
                        ? usual
                        : new Verdict(usual.tone(), usual.word(), end.reason());
            }
        };
    }

    /// The sentence names the open question; it is empty if no question is open.
    private static Verdict runningVerdict(Run run) {
        Message question =
                run.open()
                        .map(asked ->
                                Message.of("report.verdict.waiting", asked.question().title()))
                        .orElse(Message.EMPTY);
        return new Verdict(ResultTone.OPEN, Message.of("report.verdict.running"), question);
    }

    /// What a result means if the run gives no reason of its own.
    private static Verdict usualVerdict(RunFinished end) {
        return switch (end.result()) {
            case UPGRADED ->
                    good(
                            Message.of("report.verdict.upgraded"),
                            Message.of("report.verdict.upgraded.why"));
            case ROLLED_BACK ->
                    good(
                            Message.of("report.verdict.rolled-back"),
                            Message.of("report.verdict.rolled-back.why"));
            case MENDED ->
                    good(
                            Message.of("report.verdict.fixed"),
                            Message.of("report.verdict.fixed.why"));
            case VERIFIED ->
                    good(
                            Message.of("report.verdict.verified"),
                            Message.of("report.verdict.verified.why"));
            case NOT_VERIFIED ->
                    bad(
                            Message.of("report.verdict.not-verified"),
                            Message.of("report.verdict.not-verified.why"));
            case ENDED ->
                    bad(Message.of("report.verdict.ended"), Message.of("report.verdict.ended.why"));
        };
    }

    private static Verdict good(Message word, Message why) {
        return new Verdict(ResultTone.GOOD, word, why);
    }

    private static Verdict bad(Message word, Message why) {
        return new Verdict(ResultTone.BAD, word, why);
    }
}
