package dev.handrail.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What Handrail found on a server before any change, each fact with the command that showed it.
public record Facts(List<Fact> all) {
    private static final String INCOMPLETE = "detect.incomplete";

    public static final Facts NONE = new Facts(List.of());

    /// `key`: lower-case words joined by dots, such as `postgresql.version`. `evidence`: the
    /// command that showed the value.
    public record Fact(String key, String value, String evidence) {}

    public Facts {
        all = List.copyOf(all);
    }

    /// The value of the last fact with this key.
    public Optional<String> get(String key) {
        return all.reversed().stream()
                .filter(fact -> fact.key().equals(key))
                .map(Fact::value)
                .findFirst();
    }

    public String textOrEmpty(String key) {
        return get(key).orElse("");
    }

    /// The values by key; of several facts with one key, the last one counts.
    public Map<String, String> valuesByKey() {
        return all.stream()
                .collect(Collectors.toMap(Fact::key, Fact::value, (first, last) -> last));
    }

    /// The same facts, marked as coming from a detection script that failed before its end.
    /// `lastLine`: the last line it printed, or empty.
    public Facts markedIncomplete(String lastLine) {
        return combinedWith(new Facts(List.of(new Fact(INCOMPLETE, lastLine, "detect.sh"))));
    }

    /// Why facts may be missing; empty if the detection script ran to its end.
    public Optional<Message> incompleteReason() {
        return get(INCOMPLETE)
                .map(line ->
                        line.isBlank()
                                ? Message.of("detect.incomplete.cut.why")
                                : Message.of("detect.incomplete.failed.why", line));
    }

    /// These facts followed by the others, which count where both have a key.
    public Facts combinedWith(Facts more) {
        return new Facts(Stream.concat(all.stream(), more.all.stream()).toList());
    }
}
