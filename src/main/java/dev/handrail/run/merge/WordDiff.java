package dev.handrail.run.merge;

import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the words that differ between two lines. Runs of blanks and single symbols count as words
/// too.
public final class WordDiff {
    private static final Pattern WORD = Pattern.compile("\\w+|\\s+|.", Pattern.DOTALL);
    private static final int MOST = 2000;

    private WordDiff() {}

    /// A part of a line. `differs` is true when the other line does not have it there.
    public record DiffPart(String text, boolean differs) {}

    /// Returns the parts of `line`, compared with `other`; together they are the whole line. If one
    /// of the lines has more than 2000 characters, the whole line is one part that differs.
    public static List<DiffPart> diffParts(String line, String other) {
        if (line.length() > MOST || other.length() > MOST) {
            return List.of(new DiffPart(line, true));
        }
        WordSequence words = WordSequence.of(line);
        boolean[] differs = new boolean[words.size()];
        for (Edit edit :
                MyersDiff.INSTANCE.diff(new WordComparator(), words, WordSequence.of(other))) {
            Arrays.fill(differs, edit.getBeginA(), edit.getEndA(), true);
        }
        return joinParts(words.words, differs);
    }

    /// Joins neighbouring words that both differ, or that both do not, so that a line needs few
    /// text nodes.
    private static List<DiffPart> joinParts(List<String> words, boolean[] differs) {
        List<DiffPart> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < differs.length; i++) {
            text.append(words.get(i));
            if (i + 1 == differs.length || differs[i + 1] != differs[i]) {
                parts.add(new DiffPart(text.toString(), differs[i]));
                text.setLength(0);
            }
        }
        return parts;
    }

    private static final class WordSequence extends Sequence {
        private final List<String> words;

        private WordSequence(List<String> words) {
            this.words = words;
        }

        static WordSequence of(String line) {
            List<String> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(line);
            while (matcher.find()) {
                words.add(matcher.group());
            }
            return new WordSequence(words);
        }

        @Override
        public int size() {
            return words.size();
        }
    }

    private static final class WordComparator extends SequenceComparator<WordSequence> {
        @Override
        public boolean equals(WordSequence a, int ai, WordSequence b, int bi) {
            return a.words.get(ai).equals(b.words.get(bi));
        }

        @Override
        public int hash(WordSequence line, int word) {
            return line.words.get(word).hashCode();
        }
    }
}
