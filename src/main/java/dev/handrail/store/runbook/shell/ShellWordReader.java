package dev.handrail.store.runbook.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Splits a POSIX `sh` script into words and operators, without their comments and here documents.
/// A quoted or computed part of a word reads as `?`, so that it equals no name.
final class ShellWordReader {
    private static final String OPERATORS = ";&|()<>\n";
    private static final String SEPARATORS = " \t" + OPERATORS;

    private final String text;
    private final Deque<String> hereDocuments = new ArrayDeque<>();
    private final Map<String, Integer> substitutions = new LinkedHashMap<>();
    private int at;
    private int line;

    ShellWordReader(String text, int line) {
        this.text = text;
        this.line = line;
    }

    int line() {
        return line;
    }

    /// Skips blanks and comments; false at the end of the script.
    boolean skipBlanks() {
        while (at < text.length()) {
            if (text.startsWith("\\\n", at)) {
                line++;
                at += 2;
            } else if (peek() == ' ' || peek() == '\t') {
                at++;
            } else if (peek() == '#') {
                at = endOfLine();
            } else {
                return true;
            }
        }
        return false;
    }

    boolean atOperator() {
        return OPERATORS.indexOf(peek()) >= 0;
    }

    /// Skips `()` behind the name of a function.
    boolean skipFunctionSign() {
        int start = at;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        boolean found = text.startsWith("()", start);
        at = found ? start + 2 : at;
        return found;
    }

    /// Reads one operator, such as `;;` or `<<`. Behind the end of a line it skips the here
    /// documents that begin there.
    String readOperator() {
        char first = text.charAt(at++);
        if (first == '\n') {
            line++;
            skipHereDocuments();
        } else if (";&|<".indexOf(first) >= 0 && isNext(String.valueOf(first))) {
            return readDoubledOperator(first);
        } else if ("<>".indexOf(first) >= 0 && isNext("&|>")) {
            at++;
        }
        return String.valueOf(first);
    }

    private String readDoubledOperator(char first) {
        at++;
        if (first == '<') {
            readHereDocumentEnd();
        }
        return String.valueOf(first).repeat(2);
    }

    /// Whether one of these characters follows.
    private boolean isNext(String characters) {
        return at < text.length() && characters.indexOf(peek()) >= 0;
    }

    /// Remembers the word that ends the here document, which stays to be read as the target of the
    /// redirection.
    private void readHereDocumentEnd() {
        at += isNext("-") ? 1 : 0;
        int end = at;
        while (end < text.length() && SEPARATORS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        hereDocuments.add(text.substring(at, end).replaceAll("['\"\\\\]", ""));
    }

    private void skipHereDocuments() {
        while (!hereDocuments.isEmpty() && at < text.length()) {
            int end = endOfLine();
            if (text.substring(at, end).strip().equals(hereDocuments.peek())) {
                hereDocuments.remove();
            }
            at = Math.min(text.length(), end + 1);
            line++;
        }
    }

    String readWord() {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && SEPARATORS.indexOf(peek()) < 0) {
            char next = peek();
            if (skipQuotes() || skipSpecial()) {
                word.append('?');
            } else {
                word.append(next);
                at++;
            }
        }
        return word.toString();
    }

    /// The command substitutions of the words read since the last call, with their first lines.
    Map<String, Integer> takeSubstitutions() {
        Map<String, Integer> taken = new LinkedHashMap<>(substitutions);
        substitutions.clear();
        return taken;
    }

    private boolean skipQuotes() {
        if (peek() != '\'') {
            return skipDoubleQuotes();
        }
        int found = text.indexOf('\'', at + 1);
        advanceTo(found < 0 ? text.length() : found + 1);
        return true;
    }

    private boolean skipDoubleQuotes() {
        if (peek() != '"') {
            return false;
        }
        at++;
        while (at < text.length() && peek() != '"') {
            if (!skipSpecial()) {
                advanceTo(at + 1);
            }
        }
        at = Math.min(text.length(), at + 1);
        return true;
    }

    /// Skips an escaped character, an expansion or a command substitution, if one is here.
    private boolean skipSpecial() {
        if (peek() == '\\') {
            advanceTo(Math.min(text.length(), at + 2));
            return true;
        }
        if (text.startsWith("${", at)) {
            at += 2;
            skipUntil('}');
            return true;
        }
        return skipSubstitution();
    }

    /// Notes the text of a command substitution; arithmetic is none.
    private boolean skipSubstitution() {
        if (!text.startsWith("$(", at)) {
            return false;
        }
        boolean arithmetic = text.startsWith("$((", at);
        int start = line;
        int from = at + 2;
        at = from;
        skipUntil(')');
        if (!arithmetic) {
            substitutions.put(text.substring(from, Math.max(from, at - 1)), start);
        }
        return true;
    }

    /// Skips to behind the closing bracket that fits, past quotes and inner brackets.
    private void skipUntil(char end) {
        int depth = 1;
        while (at < text.length() && depth > 0) {
            if (!(end == ')' ? skipQuotes() : skipDoubleQuotes()) && !skipSpecial()) {
                char next = peek();
                depth += next == '(' && end == ')' ? 1 : next == end ? -1 : 0;
                advanceTo(at + 1);
            }
        }
    }

    private char peek() {
        return text.charAt(at);
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void advanceTo(int end) {
        line += (int) text.substring(at, end).chars().filter(c -> c == '\n').count();
        at = end;
    }
}
