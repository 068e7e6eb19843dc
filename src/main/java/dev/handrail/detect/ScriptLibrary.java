package dev.handrail.detect;

import dev.handrail.model.Facts;
import dev.handrail.model.ScriptText;
import dev.handrail.text.ShellQuote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Assembles the text that Handrail sends to a server: assignments, the functions that all scripts
/// share, and the script.
public final class ScriptLibrary {
    /// Shared functions that a runbook may ask for by name.
    public static final List<String> PARTS = List.of("pip", "place", "postgresql", "systemd");

    private ScriptLibrary() {}

    /// The functions that every script may call (`lib.sh`).
    public static String sharedFunctions() {
        return readResource("lib.sh");
    }

    /// The functions that scripts may call when their runbook names this part; empty if no such
    /// part exists.
    public static Optional<String> optionalFunctions(String name) {
        return PARTS.contains(name)
                ? Optional.of(readResource("lib/" + name + ".sh"))
                : Optional.empty();
    }

    /// A whole text to send. `values`: the variables that the script sees. `library`: the functions
    /// that it may call.
    public static String assembleScript(
            Map<String, String> values, ScriptText library, ScriptText script) {
        return ShellQuote.exportAssignments(values) + library.text() + script.text();
    }

    /// Facts as variables: `F_` and the key in capitals, everything but letters and digits as `_`.
    public static Map<String, String> factVariables(Facts facts) {
        Map<String, String> values = new TreeMap<>();
        facts.valuesByKey()
                .forEach((key, value) ->
                        values.put(
                                "F_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"),
                                value));
        return values;
    }

    /// Reads a bundled script; a missing one is a broken installation and throws.
    static String readResource(String name) {
        try (InputStream in = ScriptLibrary.class.getResourceAsStream("/runbooks/" + name)) {
            if (in == null) {
                throw new IllegalStateException("Handrail is not whole: " + name + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
