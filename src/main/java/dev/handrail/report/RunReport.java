package dev.handrail.report;

import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.summary.StateComparison.StateLine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that a report says about a run, in the order of the report. HTML, Markdown and JSON
/// show the same. JSON writes this record itself, so scripts rely on its names: new ones may come,
/// but none may change.
record RunReport(
        int format,
        String run,
        String takesBack,
        String looksAt,
        ProductInfo product,
        Verdict verdict,
        Instant started,
        Instant lastHeard,
        Optional<Instant> finished,
        Message currentStep,
        List<ServerInfo> servers,
        List<HopSection> hops,
        List<StateLine> state,
        List<FindingLine> findings,
        List<AdminDecision> decisions,
        List<RunInterruption> interruptions,
        List<BackupLine> backups,
        List<ArtifactLine> leftBehind,
        List<Message> remaining,
        List<NoteLine> notes,
        Map<String, String> variables,
        List<FactLine> facts) {

    record ProductInfo(String id, String name, String from, String to, Message route) {}

    /// `word`: the result in one or two words. `sentence`: the reason.
    record Verdict(ResultTone tone, Message word, Message sentence) {}

    enum ResultTone {
        GOOD,
        BAD,
        OPEN
    }

    /// How a step or an attempt ended, or how far it is.
    enum StepProgress {
        OK(ResultTone.GOOD),
        ALREADY_DONE(ResultTone.GOOD),
        FAILED(ResultTone.BAD),
        UNKNOWN(ResultTone.BAD),
        SKIPPED(ResultTone.OPEN),
        CANCELLED(ResultTone.BAD),
        NOT_STARTED(ResultTone.OPEN),
        NOT_FINISHED(ResultTone.OPEN);

        private final ResultTone tone;

        StepProgress(ResultTone tone) {
            this.tone = tone;
        }

        static StepProgress of(Optional<StepOutcome> outcome, int attempts) {
            if (outcome.isEmpty()) {
                return attempts == 0 ? NOT_STARTED : NOT_FINISHED;
            }
            return switch (outcome.get()) {
                case OK -> OK;
                case ALREADY_DONE -> ALREADY_DONE;
                case FAILED -> FAILED;
                case UNKNOWN -> UNKNOWN;
                case SKIPPED -> SKIPPED;
                case CANCELLED -> CANCELLED;
            };
        }

        ResultTone tone() {
            return tone;
        }

        /// Whether the run goes on to the next step.
        boolean hasPassed() {
            return this == OK || this == ALREADY_DONE || this == SKIPPED;
        }
    }

    record ServerInfo(
            String role,
            String name,
            String address,
            String environment,
            String hostKey,
            String runFolder) {}

    record HopSection(int number, String from, String to, List<StepSection> steps) {}

    /// `changed`: what the step changed in the product's state.
    record StepSection(
            String id,
            Phase phase,
            Message title,
            Message why,
            String role,
            Message reversibility,
            String source,
            String script,
            String sha256,
            StepProgress outcome,
            ResultTone tone,
            Message reason,
            List<String> evidence,
            List<StateLine> changed,
            List<AttemptSection> attempts) {

        /// How long the last attempt took; empty if it has not ended.
        Optional<Duration> elapsedTime() {
            return attempts.isEmpty() ? Optional.empty() : attempts.getLast().elapsedTime();
        }
    }

    /// `tail`: the last lines of output if the attempt did not end well.
    record AttemptSection(
            int number,
            Instant started,
            Optional<Instant> ended,
            StepProgress outcome,
            Message reason,
            List<String> evidence,
            List<String> tail) {

        Optional<Duration> elapsedTime() {
            return ended.map(end -> Duration.between(started, end));
        }
    }

    /// `waiver`: the admin's reason to go on in spite of the finding, or empty.
    record FindingLine(
            String key,
            Finding.Severity severity,
            Message title,
            Message why,
            Message fix,
            String source,
            String waiver) {}

    /// `answer`: empty while the question is open. `files`: how many changes of each file the admin
    /// took over.
    record AdminDecision(
            Instant asked,
            Optional<Instant> answered,
            String step,
            Message title,
            Message question,
            Message answer,
            String reason,
            List<Message> files) {}

    record RunInterruption(Instant at, Message what) {}

    /// A backup: the step that made it, where it is and the last lines that the step printed.
    record BackupLine(Message step, Message where, List<String> evidence) {}

    /// An artifact of the run. `where`: the server's role, or `workstation`.
    record ArtifactLine(
            String where,
            String kind,
            String name,
            Message.ByteCount size,
            Message why,
            String command) {}

    record NoteLine(String crossing, Message text, String source) {}

    record FactLine(String key, String value, String evidence) {}

    Duration elapsedTime() {
        return Duration.between(started, finished.orElse(lastHeard));
    }

    String reportTitle() {
        return product.name() + " " + product.from() + " → " + product.to();
    }
}
