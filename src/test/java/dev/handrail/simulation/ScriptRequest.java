package dev.handrail.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/// A script as the product sends it: the values assigned at its head, and the rest.
record ScriptRequest(Map<String, String> values, String body) {
    private static final String EXPORT = "; export ";
    private static final String END = "\nexit\n}\n";

    /// A script that a shell reads, in the group around it. `word`: its start marker.
    record Wrapped(String word, boolean fed, String script) {}

    /// Takes the group off; null as long as the end of it is missing, since a shell runs nothing of
    /// it then.
    static Wrapped unwrap(String text) {
        if (!text.startsWith("{\n") || !text.endsWith(END)) {
            return null;
        }
        int mark = text.indexOf('\n', 2);
        int input = text.indexOf('\n', mark + 1);
        int path = text.indexOf('\n', input + 1);
        String first = text.substring(2, mark);
        String word =
                first.substring(
                        first.lastIndexOf("' ", first.indexOf(';')) + 2, first.indexOf(';'));
        boolean fed = text.substring(mark + 1, input).startsWith("exec 3<");
        return new Wrapped(word, fed, text.substring(path + 1, text.length() - END.length()));
    }

    static ScriptRequest parse(String script) {
        Map<String, String> values = new LinkedHashMap<>();
        int at = 0;
        while (at >= 0) {
            int next = parseAssignment(script, at, values);
            if (next < 0) {
                return new ScriptRequest(values, script.substring(at));
            }
            at = next;
        }
        throw new IllegalStateException();
    }

    /// Returns the index after it, or -1 if none is there.
    private static int parseAssignment(String text, int at, Map<String, String> values) {
        int name = at;
        while (name < text.length()
                && (Character.isLetterOrDigit(text.charAt(name)) || text.charAt(name) == '_')) {
            name++;
        }
        if (name == at || !text.startsWith("='", name)) {
            return -1;
        }
        StringBuilder value = new StringBuilder();
        int quote = readQuoted(text, name + 2, value);
        String key = text.substring(at, name);
        values.put(key, value.toString());
        String tail = EXPORT + key;
        int end = text.startsWith(tail, quote) ? quote + tail.length() : quote;
        return end < text.length() && text.charAt(end) == '\n' ? end + 1 : -1;
    }

    private static int readQuoted(String text, int from, StringBuilder value) {
        int at = from;
        while (true) {
            int end = text.indexOf('\'', at);
            value.append(text, at, end);
            if (!text.startsWith("'\\''", end)) {
                return end + 1;
            }
            value.append('\'');
            at = end + 4;
        }
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }
}
