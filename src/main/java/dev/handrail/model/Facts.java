package dev.handrail.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was seen on a server before any change, each fact with the command that showed it.
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

    /// The values by key, the last of a key winning.
    public Map<String, String> valuesByKey() {
        return all.stream()
                .collect(Collectors.toMap(Fact::key, Fact::value, (first, last) -> last));
    }

    /// The same, after a detection script that failed before its end. `lastLine`: what it printed
    /// last, or empty.
    public Facts markedIncomplete(String lastLine) {
        return combinedWith(new Facts(List.of(new Fact(INCOMPLETE, lastLine, "detect.sh"))));
    }

    /// Why facts may be missing, if they may.
    public Optional<Message> incompleteReason() {
        return get(INCOMPLETE)
                .map(line ->
                        line.isBlank()
                                ? Message.of("detect.incomplete.cut.why")
                                : Message.of("detect.incomplete.failed.why", line));
    }

    /// These facts with those after them.
    public Facts combinedWith(Facts more) {
        return new Facts(Stream.concat(all.stream(), more.all.stream()).toList());
    }
}
