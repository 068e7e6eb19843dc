package dev.handrail.app.rehearsal;

import dev.handrail.model.Finding;
import dev.handrail.model.Finding.Severity;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Target;
import dev.handrail.run.Journal;
import dev.handrail.run.StepTimes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says among the findings of a plan what its rehearsal has shown, and what has changed since.
public final class RehearsalFindings {
    private static final String KEY = "rehearsed";

    private RehearsalFindings() {}

    /// A plan that can start, with what its rehearsal on the server has shown, if there was one.
    /// Other plans stay as they are.
    public static Plan addReview(Journal journal, Plan plan, Optional<Target> server) {
        return plan instanceof Plan.Ready ready
                ? server.flatMap(known -> RehearsalReview.findReview(journal, ready, known))
                        .<Plan>map(review -> addReview(ready, review))
                        .orElse(plan)
                : plan;
    }

    /// How long the steps took when the plan worked in a rehearsal on the server, else how long
    /// they took in earlier runs.
    public static StepTimes chooseTimes(
            Journal journal, Plan plan, Optional<Target> server, StepTimes earlier) {
        return plan instanceof Plan.Ready ready
                ? server.flatMap(known -> RehearsalReview.findReview(journal, ready, known))
                        .filter(review -> RehearsalVerdict.hasWorked(review.upgrade()))
                        .map(RehearsalReview::stepTimes)
                        .orElse(earlier)
                : earlier;
    }

    private static Plan.Ready addReview(Plan.Ready plan, RehearsalReview review) {
        List<Finding> findings = new ArrayList<>(plan.findings());
        findings.add(toFinding(review));
        return plan.withFindings(findings);
    }

    private static Finding toFinding(RehearsalReview review) {
        boolean worked = RehearsalVerdict.hasWorked(review.upgrade());
        Severity severity = worked ? Severity.INFO : Severity.WARNING;
        return new Finding(
                KEY,
                severity,
                title(review, worked),
                why(review),
                Message.EMPTY,
                "",
                false,
                Optional.empty());
    }

    private static Message title(RehearsalReview review, boolean worked) {
        Instant when = review.upgrade().lastAt();
        if (worked) {
            return review.isUnchanged()
                    ? Message.of("rehearsal.finding.worked-unchanged", when)
                    : Message.of("rehearsal.finding.worked-changed", when);
        }
        return review.isUnchanged()
                ? Message.of("rehearsal.finding.failed-unchanged", when)
                : Message.of("rehearsal.finding.failed-changed", when);
    }

    private static Message why(RehearsalReview review) {
        List<Message> sentences = new ArrayList<>();
        sentences.add(
                RehearsalVerdict.describe(
                        review.upgrade(), review.back().map(run -> run.hasSucceeded())));
        review.upgrade()
                .finished()
                .filter(_ -> !RehearsalVerdict.hasWorked(review.upgrade()))
                .ifPresent(end -> sentences.add(end.reason()));
        sentences.addAll(review.changes());
        return Message.sentences(sentences.toArray(Message[]::new));
    }
}
