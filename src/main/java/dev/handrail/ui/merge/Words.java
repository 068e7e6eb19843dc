package dev.handrail.ui.merge;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the words that differ between two lines.
final class Words {
    private static final Pattern WORD = Pattern.compile("\\w+|\\s+|.", Pattern.DOTALL);
    private static final int MOST = 2000;

    private Words() {}

    /// A part of a line; `differs`: the other line does not have it.
    record Part(String text, boolean differs) {}

    /// The parts of one line as against another.
    static List<Part> parts(String line, String other) {
        if (line.length() > MOST || other.length() > MOST) {
            return List.of(new Part(line, true));
        }
        List<String> words = split(line);
        boolean[] differs = new boolean[words.size()];
        for (AbstractDelta<String> delta : DiffUtils.diff(words, split(other)).getDeltas()) {
            Chunk<String> chunk = delta.getSource();
            for (int i = 0; i < chunk.size(); i++) {
                differs[chunk.getPosition() + i] = true;
            }
        }
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < differs.length; i++) {
            text.append(words.get(i));
            if (i + 1 == differs.length || differs[i + 1] != differs[i]) {
                parts.add(new Part(text.toString(), differs[i]));
                text.setLength(0);
            }
        }
        return parts;
    }

    private static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
