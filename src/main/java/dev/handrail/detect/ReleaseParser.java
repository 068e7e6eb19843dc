package dev.handrail.detect;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Message;
import dev.handrail.model.Version;
import dev.handrail.redact.SecretRedactor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the reply of a releases script: a line `@release<TAB>version` for each release, and one
/// line `@releases<TAB>state<TAB>detail`.
final class ReleaseParser {
    private ReleaseParser() {}

    /// Empty when the script did not report a known state; releases alone are not enough.
    static Optional<AvailableReleases> parseReleases(String out) {
        List<Version> versions =
                splitLines(out, "@release")
                        .map(List::getFirst)
                        .filter(Version::isVersion)
                        .limit(FactParser.MOST)
                        .map(Version::of)
                        .toList();
        return splitLines(out, "@releases")
                .reduce((first, last) -> last)
                .flatMap(fields -> toReleases(fields, versions));
    }

    /// The fields of each line that begins with the word.
    private static Stream<List<String>> splitLines(String out, String word) {
        return out.lines()
                .map(line -> FactParser.splitFields(line, word))
                .filter(fields -> !fields.isEmpty());
    }

    private static Optional<AvailableReleases> toReleases(
            List<String> fields, List<Version> versions) {
        String detail =
                fields.size() > 1 ? new SecretRedactor(List.of()).redactText(fields.get(1)) : "";
        return parseState(fields.getFirst())
                .map(state -> new AvailableReleases(state, versions, Message.literal(detail)));
    }

    /// Empty for a word that this version does not know.
    private static Optional<AvailableReleases.ListingState> parseState(String word) {
        return switch (word) {
            case "listed" -> Optional.of(AvailableReleases.ListingState.LISTED);
            case "stale" -> Optional.of(AvailableReleases.ListingState.STALE);
            case "unreachable" -> Optional.of(AvailableReleases.ListingState.UNREACHABLE);
            case "failed" -> Optional.of(AvailableReleases.ListingState.FAILED);
            default -> Optional.empty();
        };
    }
}
