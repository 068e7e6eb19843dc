package dev.handrail.detect;

import dev.handrail.model.Facts;
import dev.handrail.model.ScriptText;
import dev.handrail.remote.Quote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Puts together what is sent to a server: assignments, the functions that all scripts share, and
/// the script.
public final class Scripts {
    /// Shared functions that a runbook may ask for by name.
    public static final List<String> PARTS = List.of("pip", "postgresql", "systemd");

    private Scripts() {}

    /// The functions that every script may call (`lib.sh`).
    public static String lib() {
        return resource("lib.sh");
    }

    /// Functions that scripts may call when their runbook names this part.
    public static Optional<String> part(String name) {
        return PARTS.contains(name)
                ? Optional.of(resource("lib/" + name + ".sh"))
                : Optional.empty();
    }

    /// A whole text to send. `values`: the variables that the script sees. `library`: the functions
    /// that it may call.
    public static String whole(Map<String, String> values, ScriptText library, ScriptText script) {
        return Quote.assignments(values) + library.text() + script.text();
    }

    /// Facts as variables: `F_` and the key in capitals, everything but letters and digits as `_`.
    public static Map<String, String> variables(Facts facts) {
        Map<String, String> values = new TreeMap<>();
        facts.values()
                .forEach((key, value) ->
                        values.put(
                                "F_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"),
                                value));
        return values;
    }

    static String resource(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream("/runbooks/" + name)) {
            if (in == null) {
                throw new IllegalStateException("Handrail is not whole: " + name + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
