package dev.handrail.remote.copy;

import dev.handrail.model.ScriptText;
import dev.handrail.text.ShellQuote;

import java.util.Map;

/// The scripts about the copy of a server, with their values in front.
public final class CopyScripts {
    /// Where the copy lies on the server while it exists; there is one at a time.
    public static final String FOLDER = "/var/lib/handrail-copy";

    private CopyScripts() {}

    /// A script of `resources/rehearsal` that runs on the server itself.
    public static String onServer(String file, Map<String, String> values) {
        return assignments(values) + text("common.sh") + text(file);
    }

    /// A script that the server keeps, to run it by itself later; it gets its values there.
    public static String keptOnServer(String file) {
        return text("common.sh") + text(file);
    }

    /// A script of `resources/rehearsal` that runs in the copy.
    public static String inCopy(String file, Map<String, String> values) {
        return assignments(values) + text(file);
    }

    private static String assignments(Map<String, String> values) {
        return ShellQuote.exportAssignments(Map.of("COPY_FOLDER", FOLDER))
                + ShellQuote.exportAssignments(values);
    }

    private static String text(String file) {
        return ScriptText.builtIn("rehearsal/" + file).text();
    }
}
