package dev.handrail.detect;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Message;
import dev.handrail.model.Version;
import dev.handrail.redact.SecretRedactor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the reply of a releases script: a line `@release<TAB>version` for each release, and one
/// line `@releases<TAB>state<TAB>detail`.
final class ReleaseParser {
    private ReleaseParser() {}

    /// Empty when the script did not report a known state; releases alone are not enough.
    static Optional<AvailableReleases> parseReleases(String out) {
        List<Version> versions = new ArrayList<>();
        Optional<AvailableReleases.ListingState> state = Optional.empty();
        String detail = "";
        for (String line : (Iterable<String>) out.lines()::iterator) {
            FactParser.splitFields(line, "@release").stream()
                    .findFirst()
                    .filter(text -> versions.size() < FactParser.MOST && Version.isVersion(text))
                    .ifPresent(text -> versions.add(Version.of(text)));
            List<String> said = FactParser.splitFields(line, "@releases");
            if (!said.isEmpty()) {
                state = parseState(said.getFirst());
                detail =
                        said.size() > 1
                                ? new SecretRedactor(List.of()).redactText(said.get(1))
                                : "";
            }
        }
        String how = detail;
        return state.map(
                s -> new AvailableReleases(s, List.copyOf(versions), Message.literal(how)));
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
