package dev.handrail.cli.json;

import dev.handrail.model.Facts;

import java.util.List;

/// A fact about a server. `evidence`: the command or file that showed it.
public record FactView(String key, String value, String evidence) {
    /// All facts, in the order in which detection found them.
    static List<FactView> listOf(Facts facts) {
        return facts.all().stream()
                .map(fact -> new FactView(fact.key(), fact.value(), fact.evidence()))
                .toList();
    }
}
