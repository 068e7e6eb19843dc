package dev.handrail.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a report tells of a run, in the order in which it is told. Every form of report shows
/// the same account; the JSON form is this record itself, so its names are a promise to scripts:
/// they may grow, but not change.
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
        List<ServerInfo> servers,
        List<HopSection> hops,
        List<StateLine> state,
        List<FindingLine> findings,
        List<AdminDecision> decisions,
        List<RunInterruption> interruptions,
        List<BackupLine> backups,
        List<ArtifactLine> leftBehind,
        List<String> remaining,
        List<NoteLine> notes,
        Map<String, String> variables,
        List<FactLine> facts) {

    record ProductInfo(String id, String name, String from, String to, String route) {}

    /// `word`: in one or two words. `sentence`: why.
    record Verdict(ResultTone tone, String word, String sentence) {}

    enum ResultTone {
        GOOD,
        BAD,
        OPEN
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
            String phase,
            String title,
            String why,
            String role,
            String reversibility,
            String source,
            String script,
            String sha256,
            String outcome,
            ResultTone tone,
            String reason,
            List<String> evidence,
            List<StateLine> changed,
            List<AttemptSection> attempts) {}

    /// `tail`: the last lines of the output of an attempt that did not end well.
    record AttemptSection(
            int number,
            Instant started,
            Optional<Instant> ended,
            String outcome,
            String reason,
            List<String> evidence,
            List<String> tail) {

        Optional<Duration> elapsedTime() {
            return ended.map(end -> Duration.between(started, end));
        }
    }

    /// `before`, `after`: empty when it was not seen then.
    record StateLine(String key, String before, String after) {
        boolean hasChanged() {
            return !before.equals(after);
        }
    }

    record FindingLine(
            String key,
            String severity,
            String title,
            String why,
            String fix,
            String source,
            String waiver) {}

    /// `answer`: empty while it is waited for. `files`: for each file how many of its changes were
    /// taken.
    record AdminDecision(
            Instant asked,
            Optional<Instant> answered,
            String step,
            String title,
            String question,
            String answer,
            String reason,
            List<String> files) {}

    record RunInterruption(Instant at, String what) {}

    /// A backup: the step that made it, and what it said of where it is.
    record BackupLine(String step, String where, List<String> evidence) {}

    /// What the run left behind. `where`: the server's role, or `workstation`.
    record ArtifactLine(
            String where, String kind, String name, String size, String why, String command) {}

    record NoteLine(String crossing, String text, String source) {}

    record FactLine(String key, String value, String evidence) {}

    Duration elapsedTime() {
        return Duration.between(started, finished.orElse(lastHeard));
    }

    String reportTitle() {
        return product.name() + " " + product.from() + " → " + product.to();
    }
}
