package dev.handrail.detect;

import dev.handrail.model.Runbook;
import dev.handrail.text.ShellQuote;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The one script that detects all products. It holds functions that several runbooks name only
/// once: over a slow link each doubling of the text costs a round trip.
final class DetectionScript {
    /// The part that looks at the server itself.
    static final String HOST = "host";

    /// The mark is random, so no product's output can pass for a part's beginning or end.
    private final String mark;

    private final StringBuilder parts = new StringBuilder();
    private final Set<String> shared = new LinkedHashSet<>();

    private DetectionScript(String mark) {
        this.mark = mark;
    }

    /// Evaluates each part in a subshell of its own, so that a syntax error in one does not stop
    /// the others. `values`: the variables that all parts see.
    static String assemble(List<Runbook> runbooks, Map<String, String> values, String mark) {
        DetectionScript script = new DetectionScript(mark);
        script.addPart(HOST, List.of(), ScriptLibrary.readResource("host.sh"));
        runbooks.forEach(script::addRunbook);
        return "{\n"
                + ShellQuote.exportAssignments(values)
                + ScriptLibrary.sharedFunctions()
                + ("HR_MARK=" + ShellQuote.quoteWord(mark) + "\n")
                + script.assignShared()
                + script.parts
                + "}\n";
    }

    /// Of its functions the script already has those of all scripts; the shared parts that stand at
    /// the beginning of the others become variables.
    private void addRunbook(Runbook runbook) {
        List<String> names = new ArrayList<>();
        String own = withoutStart(runbook.library().text(), ScriptLibrary.sharedFunctions());
        Optional<String> name = findPart(own);
        while (name.isPresent()) {
            names.add(name.get());
            own = withoutStart(own, ScriptLibrary.optionalFunctions(name.get()).orElseThrow());
            name = findPart(own);
        }
        addPart(runbook.id(), names, own + runbook.detect().text());
    }

    private static Optional<String> findPart(String text) {
        return ScriptLibrary.PARTS.stream()
                .filter(part ->
                        text.startsWith(ScriptLibrary.optionalFunctions(part).orElseThrow()))
                .findFirst();
    }

    private static String withoutStart(String text, String start) {
        return text.startsWith(start) ? text.substring(start.length()) : text;
    }

    private void addPart(String id, List<String> names, String script) {
        shared.addAll(names);
        StringBuilder before = new StringBuilder();
        names.forEach(name -> before.append("\"$").append(variableOf(name)).append('"'));
        parts.append("printf '\\n@part%s\\t%s\\n' ")
                .append(mark)
                .append(' ')
                .append(ShellQuote.quoteWord(id))
                .append("\n( eval ")
                .append(before)
                .append(ShellQuote.quoteWord(script))
                .append(" ) </dev/null 2>&1\nprintf '\\n@end%s\\t%s\\n' ")
                .append(mark)
                .append(" \"$?\"\n");
    }

    private static String variableOf(String part) {
        return "HR_LIB_" + part;
    }

    private String assignShared() {
        StringBuilder text = new StringBuilder();
        for (String name : shared) {
            String functions = ScriptLibrary.optionalFunctions(name).orElseThrow();
            text.append(variableOf(name))
                    .append('=')
                    .append(ShellQuote.quoteWord(functions))
                    .append('\n');
        }
        return text.toString();
    }
}
