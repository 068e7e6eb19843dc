package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Runbook;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Applies a runbook's checks to the facts, and selects the release notes of the crossed versions.
final class PreflightCheck {
    private final Runbook runbook;
    private final Facts facts;
    private final Optional<VersionRange> range;
    private final PlaceholderFiller fill;

    /// `range`: empty while the installed version or the target is unknown. Then only the checks
    /// that apply to any version run.
    PreflightCheck(Runbook runbook, Facts facts, Optional<VersionRange> range) {
        this.runbook = runbook;
        this.facts = facts;
        this.range = range;
        this.fill =
                new PlaceholderFiller(
                        facts,
                        range.map(r -> Map.of("from", r.from(), "to", r.to())).orElse(Map.of()));
    }

    /// Returns a finding for each check whose condition holds.
    List<Finding> findFindings() {
        return applyingChecks()
                .filter(check -> check.when().holdsFor(facts))
                .map(this::toFinding)
                .toList();
    }

    private Stream<Runbook.Check> applyingChecks() {
        return runbook.checks().stream()
                .filter(check ->
                        range.isPresent()
                                ? range.get().crossesVersion(check.crossing())
                                : check.crossing().isEmpty());
    }

    /// Returns the titles of the checks that found no fault, without those that compare a version
    /// nobody knows. Another fact that is not known is an ellipsis.
    List<Message> listPassed(List<Finding> findings) {
        Set<String> found = findings.stream().map(Finding::key).collect(Collectors.toSet());
        return applyingChecks()
                .filter(check -> check.severity() != Finding.Severity.INFO)
                .filter(check -> !found.contains(check.key()))
                .filter(check -> !check.when().mayHoldFor(facts))
                .map(check -> fill.fillText(check.title()))
                .map(title -> title.mapText(PreflightCheck::shortenUnknown))
                .toList();
    }

    private static String shortenUnknown(String text) {
        return text.replace("(unknown)", "\u2026");
    }

    /// Returns the notes of the crossed versions, the lowest version first. Empty while the range
    /// of the upgrade is unknown.
    List<Runbook.Note> selectNotes() {
        return runbook.notes().stream()
                .filter(note -> range.isPresent() && range.get().crossesVersion(note.crossing()))
                .filter(note -> note.when().holdsFor(facts))
                .sorted(Comparator.comparing(Runbook.Note::crossing))
                .map(note ->
                        new Runbook.Note(
                                note.crossing(),
                                note.when(),
                                fill.fillText(note.text()),
                                note.source()))
                .toList();
    }

    private Finding toFinding(Runbook.Check check) {
        return new Finding(
                check.key(),
                check.severity(),
                fill.fillText(check.title()),
                fill.fillText(check.why()),
                fill.fillCommand(check.fix()),
                check.source(),
                check.waivable(),
                Optional.empty());
    }
}
