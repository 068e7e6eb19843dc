package dev.handrail.store.runbook.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds the names of the commands that a POSIX `sh` script calls. Quoted text, comments, here
/// documents and patterns of `case` are no commands; a command substitution inside quotes is one.
public final class ShellCommandScanner {
    private static final Pattern FUNCTION =
            Pattern.compile("(?m)^[ \\t]*([A-Za-z_][A-Za-z0-9_]*)[ \\t]*\\(\\)");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");
    private static final Set<String> BEFORE_COMMAND =
            Set.of("if", "then", "elif", "else", "while", "until", "do", "!", "{");

    /// Functions of the library that run another command, with the number of words before it.
    private static final Map<String, Integer> WRAPPERS =
            Map.of("wait_for", 1, "limited", 1, "as_user", 1, "db_run", 0, "db_postgres", 0);

    private final ShellWordReader words;
    private final List<CommandCall> calls = new ArrayList<>();
    private boolean command = true;
    private boolean afterCase;
    private boolean pattern;
    private boolean redirection;
    private int skip = -1;

    private ShellCommandScanner(String text, int line) {
        words = new ShellWordReader(text, line);
    }

    /// `line`: counted from 1.
    public record CommandCall(String name, int line) {}

    public static List<CommandCall> findCalls(String script) {
        return findCalls(script, 1);
    }

    private static List<CommandCall> findCalls(String script, int line) {
        ShellCommandScanner scanner = new ShellCommandScanner(script, line);
        scanner.scan();
        return scanner.calls;
    }

    /// The names of the functions that the script defines.
    public static Set<String> findFunctions(String script) {
        return FUNCTION.matcher(script)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void scan() {
        while (words.skipBlanks()) {
            if (words.atOperator()) {
                takeOperator(words.readOperator());
            } else {
                int line = words.line();
                String word = words.readWord();
                words.takeSubstitutions()
                        .forEach((text, start) -> calls.addAll(findCalls(text, start)));
                takeWord(word, line);
            }
        }
    }

    private void takeOperator(String operator) {
        redirection = operator.startsWith("<") || operator.startsWith(">");
        if (redirection) {
            return;
        }
        skip = -1;
        if (operator.equals(";;")) {
            pattern = true;
        } else if (pattern && operator.equals(")")) {
            pattern = false;
        }
        command = !pattern;
    }

    private void takeWord(String word, int line) {
        if (redirection) {
            redirection = false;
        } else if (pattern) {
            pattern = !word.equals("esac");
        } else if (afterCase) {
            afterCase = !word.equals("in");
            pattern = !afterCase;
        } else if (skip >= 0) {
            takeWrapped(word, line);
        } else if (command) {
            takeCommand(word, line);
        }
    }

    private void takeWrapped(String word, int line) {
        skip--;
        if (skip < 0) {
            takeCommand(word, line);
        }
    }

    private void takeCommand(String word, int line) {
        if (BEFORE_COMMAND.contains(word) || ASSIGNMENT.matcher(word).matches()) {
            return;
        }
        command = false;
        afterCase = word.equals("case");
        if (!words.skipFunctionSign()) {
            calls.add(new CommandCall(word, line));
            skip = WRAPPERS.getOrDefault(word, -1);
        } else {
            command = true;
        }
    }
}
