package dev.handrail.text;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A pattern of a runbook, which a line of a server's output must not be able to hold up. RE2/J
/// matches in linear time; what it does not know, such as a look-ahead, `java.util.regex` matches
/// within a limit of time.
public final class LinePattern {
    private static final long LIMIT = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int PROBE = 8192;
    private static final int PROBES = 32;

    private final String text;
    private final boolean linear;
    private final Predicate<CharSequence> search;
    private boolean gaveUp;

    private LinePattern(String text, boolean linear, Predicate<CharSequence> search) {
        this.text = text;
        this.linear = linear;
        this.search = search;
    }

    /// Throws a [PatternSyntaxException] if it is no pattern.
    public static LinePattern compile(String text) {
        Pattern java = Pattern.compile(text);
        try {
            com.google.re2j.Pattern re2 = com.google.re2j.Pattern.compile(text);
            return new LinePattern(text, true, line -> re2.matcher(line).find());
        } catch (com.google.re2j.PatternSyntaxException e) {
            return new LinePattern(text, false, line -> java.matcher(new TimedText(line)).find());
        }
    }

    public String text() {
        return text;
    }

    /// False if the time that a match takes may grow faster than the line.
    public boolean isLinear() {
        return linear;
    }

    /// Tries the pattern on long lines of the letters that it has. True: it took too long.
    public boolean isSlow() {
        LinePattern fresh = compile(text);
        if (!linear) {
            text.chars()
                    .filter(Character::isLetterOrDigit)
                    .distinct()
                    .limit(PROBES)
                    .forEach(c -> fresh.isFoundIn(Character.toString(c).repeat(PROBE) + "!"));
        }
        return fresh.hasGivenUp();
    }

    /// Whether the line contains the pattern. After one line that took too long it is always false.
    public synchronized boolean isFoundIn(String line) {
        try {
            return !gaveUp && search.test(line);
        } catch (PatternTooSlow | StackOverflowError e) {
            gaveUp = true;
            return false;
        }
    }

    /// Whether a line took too long, so that nobody knows whether it contains the pattern.
    public synchronized boolean hasGivenUp() {
        return gaveUp;
    }

    /// Ends a match that has taken too long.
    private static final class PatternTooSlow extends RuntimeException {
        private static final long serialVersionUID = 1;

        PatternTooSlow() {
            super(null, null, false, false);
        }
    }

    /// A text that can be read until its time is over.
    private static final class TimedText implements CharSequence {
        private static final int READS = 1024;

        private final CharSequence text;
        private final long end;
        private int reads;

        TimedText(CharSequence text) {
            this(text, System.nanoTime() + LIMIT);
        }

        private TimedText(CharSequence text, long end) {
            this.text = text;
            this.end = end;
        }

        @Override
        public char charAt(int index) {
            reads++;
            if (reads % READS == 0 && System.nanoTime() - end > 0) {
                throw new PatternTooSlow();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new TimedText(text.subSequence(from, to), end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
