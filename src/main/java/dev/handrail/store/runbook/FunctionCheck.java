package dev.handrail.store.runbook;

import dev.handrail.detect.ScriptLibrary;
import dev.handrail.model.Message;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;
import dev.handrail.store.runbook.shell.ShellCommandScanner;
import dev.handrail.store.runbook.shell.ShellCommandScanner.CommandCall;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds calls of functions that do not exist, such as `units_stopp`. Handrail cannot know which
/// programs a server has, so only a name counts that has an underscore and either begins like the
/// functions of the library or differs from one in two characters at most.
final class FunctionCheck {
    private static final int MOST_TYPOS = 2;

    /// How the names of functions begin that only the library itself calls.
    private static final String INTERNAL = "hr_";

    private final Set<String> known;
    private final Map<String, String> parts = new TreeMap<>();
    private final Set<String> families = new TreeSet<>();

    /// `library`: all functions that the scripts of the runbook may call.
    FunctionCheck(String library) {
        known = ShellCommandScanner.findFunctions(library);
        for (String part : ScriptLibrary.PARTS) {
            ShellCommandScanner.findFunctions(ScriptLibrary.optionalFunctions(part).orElseThrow())
                    .forEach(name -> parts.put(name, part));
        }
        parts.keySet().forEach(name -> families.add(familyOf(name)));
    }

    /// `file`: the path that the errors show.
    List<RunbookError> findErrors(String file, String script) {
        Set<String> own = ShellCommandScanner.findFunctions(script);
        return ShellCommandScanner.findCalls(script).stream()
                .distinct()
                .filter(call -> !known.contains(call.name()) && !own.contains(call.name()))
                .flatMap(call ->
                        describeCall(call).stream()
                                .map(message -> new RunbookError(file, call.line(), "", message)))
                .toList();
    }

    /// Empty if the name may well be a program of the server.
    private Optional<Message> describeCall(CommandCall call) {
        String name = call.name();
        if (!name.matches("[a-z][a-z0-9]*_[a-z0-9_]*")) {
            return Optional.empty();
        }
        if (parts.containsKey(name)) {
            return Optional.of(Message.of("store.script.other-part", name, parts.get(name)));
        }
        Optional<String> similar = findSimilar(name);
        return similar.isPresent() || families.contains(familyOf(name))
                ? Optional.of(
                        similar.map(other -> Message.of("store.script.misspelt", name, other))
                                .orElse(Message.of("store.script.no-function", name)))
                : Optional.empty();
    }

    private Optional<String> findSimilar(String name) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(parts.keySet());
        return all.stream()
                .filter(other -> !other.startsWith(INTERNAL))
                .filter(other -> countTypos(name, other) <= MOST_TYPOS)
                .min(Comparator.comparingInt(other -> countTypos(name, other)));
    }

    /// The part before the first underscore.
    private static String familyOf(String name) {
        return name.substring(0, Math.max(0, name.indexOf('_')));
    }

    /// The number of characters to insert, remove or replace that make one name the other.
    private static int countTypos(String name, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= name.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (name.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
