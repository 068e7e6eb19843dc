package dev.handrail.detect;

import dev.handrail.model.Releases;
import dev.handrail.model.Version;
import dev.handrail.remote.Mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what a releases script says: `@release<TAB>version`, and once
/// `@releases<TAB>state<TAB>detail`.
final class ReleaseLines {
    private ReleaseLines() {}

    /// Empty when the script did not say how it went.
    static Optional<Releases> parse(String out) {
        List<Version> versions = new ArrayList<>();
        Optional<Releases.State> state = Optional.empty();
        String detail = "";
        for (String line : (Iterable<String>) out.lines()::iterator) {
            FactLines.fields(line, "@release").stream()
                    .findFirst()
                    .filter(text -> versions.size() < FactLines.MOST && Version.isVersion(text))
                    .ifPresent(text -> versions.add(Version.of(text)));
            List<String> said = FactLines.fields(line, "@releases");
            if (!said.isEmpty()) {
                state = state(said.getFirst());
                detail = said.size() > 1 ? new Mask(List.of()).line(said.get(1)) : "";
            }
        }
        String how = detail;
        return state.map(s -> new Releases(s, List.copyOf(versions), how));
    }

    private static Optional<Releases.State> state(String word) {
        return switch (word) {
            case "listed" -> Optional.of(Releases.State.LISTED);
            case "stale" -> Optional.of(Releases.State.STALE);
            case "unreachable" -> Optional.of(Releases.State.UNREACHABLE);
            case "failed" -> Optional.of(Releases.State.FAILED);
            default -> Optional.empty();
        };
    }
}
