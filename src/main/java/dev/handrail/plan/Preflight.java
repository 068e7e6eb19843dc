package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Runbook;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judges the facts by a runbook's checks, and picks the notes of what is crossed.
final class Preflight {
    private final Runbook runbook;
    private final Facts facts;
    private final Optional<Crossing> way;
    private final Fill fill;

    /// `way`: empty where nobody knows yet from where to where; then only what always applies is
    /// judged.
    Preflight(Runbook runbook, Facts facts, Optional<Crossing> way) {
        this.runbook = runbook;
        this.facts = facts;
        this.way = way;
        this.fill =
                new Fill(
                        facts,
                        way.map(w -> Map.of("from", w.from(), "to", w.to())).orElse(Map.of()));
    }

    List<Finding> findings() {
        return runbook.checks().stream()
                .filter(check ->
                        way.isPresent()
                                ? way.get().over(check.crossing())
                                : check.crossing().isEmpty())
                .filter(check -> check.when().holds(facts))
                .map(this::finding)
                .toList();
    }

    List<Runbook.Note> notes() {
        return runbook.notes().stream()
                .filter(note -> way.isPresent() && way.get().over(note.crossing()))
                .filter(note -> note.when().holds(facts))
                .sorted(Comparator.comparing(Runbook.Note::crossing))
                .map(note ->
                        new Runbook.Note(
                                note.crossing(),
                                note.when(),
                                fill.text(note.text()),
                                note.source()))
                .toList();
    }

    private Finding finding(Runbook.Check check) {
        return new Finding(
                check.key(),
                check.severity(),
                fill.text(check.title()),
                fill.text(check.why()),
                fill.command(check.fix()),
                check.source(),
                check.waivable(),
                Optional.empty());
    }
}
