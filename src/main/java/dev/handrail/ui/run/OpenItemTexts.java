package dev.handrail.ui.run;

import dev.handrail.model.Finding;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.ui.kit.Texts;

import java.util.List;
import java.util.stream.Stream;

/// The open items of a run, one sentence each: skipped steps, waived findings, and findings that
/// still apply after the upgrade.
final class OpenItemTexts {
    private OpenItemTexts() {}

    static List<String> of(Texts texts, Run run) {
        List<Finding> findings = run.start().plan().findings();
        return Stream.of(
                        run.steps().stream()
                                .filter(OpenItemTexts::wasSkipped)
                                .map(step -> skippedText(texts, step)),
                        findings.stream()
                                .flatMap(finding ->
                                        finding.waiver().stream()
                                                .map(reason -> waivedText(texts, finding, reason))),
                        findings.stream()
                                .filter(finding -> stillApplies(run, finding))
                                .map(finding -> findingText(texts, finding)))
                .flatMap(items -> items)
                .toList();
    }

    private static boolean wasSkipped(StepRun step) {
        return step.outcome().filter(outcome -> outcome == StepOutcome.SKIPPED).isPresent();
    }

    private static boolean stillApplies(Run run, Finding finding) {
        return finding.severity() == Finding.Severity.INFO
                && run.hasSucceeded()
                && !run.isRecorded();
    }

    private static String skippedText(Texts texts, StepRun step) {
        return texts.get(
                "summary.skipped",
                texts.inUserLanguage(step.step().info().title()),
                texts.inUserLanguage(step.reason()));
    }

    private static String waivedText(Texts texts, Finding finding, String reason) {
        return texts.get("summary.waived", texts.inUserLanguage(finding.title()), reason);
    }

    private static String findingText(Texts texts, Finding finding) {
        return texts.inUserLanguage(finding.title()) + ". " + texts.inUserLanguage(finding.why());
    }
}
