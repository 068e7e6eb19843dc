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
/// show the same.
///
/// JSON uses the names of this record. Scripts rely on them: new names may be added, but existing
/// ones never change.
///
/// `format`: the version of this format. `takesBack`: the run that this one rolls back, or empty.
/// `looksAt`: the run that this one verifies, or empty. `lastHeard`: the time of the last event.
/// `windowEnds`: when the admin's maintenance window ends, if the admin gave a time. `currentStep`:
/// its title; empty once the run is finished. `downtime`: how long services were down, if at all.
/// `times`: what happened when. `remaining`: what the admin still has to do.
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
        Optional<Instant> windowEnds,
        Message currentStep,
        Optional<DowntimeInfo> downtime,
        List<TimeLine> times,
        List<ServerInfo> servers,
        List<HopSection> hops,
        List<StateLine> state,
        List<FindingLine> findings,
        List<AdminDecision> decisions,
        List<ConfigurationLine> configuration,
        List<SettingLine> settings,
        List<WrittenDiff> differences,
        List<RunInterruption> interruptions,
        List<BackupLine> backups,
        List<ArtifactLine> leftBehind,
        List<Message> remaining,
        List<NoteLine> notes,
        Map<String, String> variables,
        List<FactLine> facts) {

    /// The product and its versions before and after the upgrade. `route`: the name of the route.
    record ProductInfo(String id, String name, String from, String to, Message route) {}

    /// How long services were down up to the last event. `down`: they were, by that event.
    /// `approximate`: the server's monotonic clock did not measure all of it.
    record DowntimeInfo(double seconds, boolean down, boolean approximate, Message sentence) {}

    /// What happened from one moment to another. `what`: a step runs, waits or fails. `start`: in
    /// seconds since the start of the run. `down`: services were down in it.
    record TimeLine(
            Phase phase, Message title, Message what, double start, double seconds, boolean down) {
        Duration startTime() {
            return Duration.ofMillis(Math.round(start * 1000));
        }

        Duration duration() {
            return Duration.ofMillis(Math.round(seconds * 1000));
        }
    }

    /// `word`: the result in one or two words. `sentence`: the reason.
    record Verdict(ResultTone tone, Message word, Message sentence) {}

    /// Which colour a result has: good, bad or still open.
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

        /// `attempts`: tells a step that was never started from one that has not ended.
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

        /// Whether the run continues with the next step.
        boolean hasPassed() {
            return this == OK || this == ALREADY_DONE || this == SKIPPED;
        }
    }

    /// A server of the run. `hostKey`: its fingerprint. `runFolder`: the run's folder on the
    /// server.
    record ServerInfo(
            String role,
            String name,
            String address,
            String environment,
            String hostKey,
            String runFolder) {}

    /// One hop of the route, from version to version, with its steps in order.
    record HopSection(int number, String from, String to, List<StepSection> steps) {}

    /// A step and its last outcome. `script`: its file, or empty. `sha256`: the hash of the script,
    /// or empty. `evidence`: the lines that decided the outcome. `changed`: what the step changed
    /// in the product's state.
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

    /// One attempt at a step. `number`: counted from 1. `tail`: the last lines of output if the
    /// attempt did not end well.
    record AttemptSection(
            int number,
            Instant started,
            Optional<Instant> ended,
            StepProgress outcome,
            Message reason,
            List<String> evidence,
            List<String> tail) {

        /// Empty if the attempt has not ended.
        Optional<Duration> elapsedTime() {
            return ended.map(end -> Duration.between(started, end));
        }
    }

    /// A finding of the plan. `waiver`: the admin's reason to continue in spite of the finding, or
    /// empty.
    record FindingLine(
            String key,
            Finding.Severity severity,
            Message title,
            Message why,
            Message fix,
            String source,
            String waiver) {}

    /// A question and its answer. `answer`: empty while the question is open. `reason`: what the
    /// admin typed, or empty. `files`: for each file, how many changes the admin took.
    record AdminDecision(
            Instant asked,
            Optional<Instant> answered,
            String step,
            Message title,
            Message question,
            Message answer,
            String reason,
            List<Message> files) {}

    /// A change of a configuration file. `mine`, `fresh`: the admin's lines and those of the new
    /// version, masked. `decision`: which were chosen, and by whom. `written`: the step that writes
    /// the file has succeeded.
    record ConfigurationLine(
            String step,
            String file,
            int line,
            String mine,
            String fresh,
            Message decision,
            boolean written) {}

    /// A setting that a merge has decided about. Values are masked and empty where it is not set.
    /// `reason`: what the runbook advises, or empty.
    record SettingLine(
            String file,
            String name,
            Message what,
            String mine,
            String oldDefault,
            String newDefault,
            Message decision,
            Message reason) {}

    /// What a step has changed in a file, as a unified difference; masked.
    record WrittenDiff(String file, String text) {}

    /// A moment at which the connection or the run stopped or continued.
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

    /// A note about crossing a version. `source`: where it is documented.
    record NoteLine(String crossing, Message text, String source) {}

    /// A fact about the server. `evidence`: the command or file that showed it.
    record FactLine(String key, String value, String evidence) {}

    /// From the start to the end of the run, or to its last event if it is not finished.
    Duration elapsedTime() {
        return Duration.between(started, finished.orElse(lastHeard));
    }

    /// Product and versions, such as `Product 1.0 → 2.0`.
    String reportTitle() {
        return product.name() + " " + product.from() + " → " + product.to();
    }
}
