package dev.handrail.ui.kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;

/// What the engine says, in the admin's language. The engine speaks English, and so runs are
/// stored: each of its sentences stands in the bundle under `engine.`, with `{0}`, `{1}` where
/// something is filled in, and is known again by what stands between.
final class EngineWords {
    private static final String PREFIX = "engine.";
    private static final int LONGEST = 4_000;

    private final List<Sentence> sentences;

    /// `parts`: what stands before, between and after what is filled in. `filled`: the number of
    /// what follows each part but the last.
    private record Sentence(String key, List<String> parts, List<Integer> filled) {
        static Sentence of(String key, String text) {
            List<String> parts = new ArrayList<>();
            List<Integer> filled = new ArrayList<>();
            int at = 0;
            for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
                int close = text.indexOf('}', open);
                parts.add(plain(text.substring(at, open)));
                filled.add(Integer.parseInt(text.substring(open + 1, close)));
                at = close + 1;
            }
            parts.add(plain(text.substring(at)));
            return new Sentence(key, parts, filled);
        }

        /// As it is read: patterns double their apostrophes.
        private static String plain(String part) {
            return part.replace("''", "'");
        }

        int known() {
            return parts.stream().mapToInt(String::length).sum();
        }

        /// What is filled in, if this is the sentence.
        Optional<String[]> in(String text) {
            if (!text.startsWith(parts.getFirst())) {
                return Optional.empty();
            }
            String[] values = new String[filled.size()];
            int at = parts.getFirst().length();
            for (int i = 0; i < values.length; i++) {
                String next = parts.get(i + 1);
                boolean last = i == values.length - 1;
                int end = last ? text.length() - next.length() : text.indexOf(next, at);
                if (end < at || last && !text.endsWith(next)) {
                    return Optional.empty();
                }
                values[filled.get(i)] = text.substring(at, end);
                at = end + next.length();
            }
            return at == text.length() ? Optional.of(values) : Optional.empty();
        }
    }

    /// `english`: the bundle in the engine's language.
    EngineWords(ResourceBundle english) {
        sentences =
                english.keySet().stream()
                        .filter(key -> key.startsWith(PREFIX))
                        .map(key -> Sentence.of(key, english.getString(key)))
                        .sorted(Comparator.comparingInt(Sentence::known).reversed())
                        .toList();
    }

    /// The text with each line and sentence that is known in the words of `texts`; what is not
    /// known, such as a runbook's words or a command's output, stays as it is.
    String in(Texts texts, String text) {
        return text.lines()
                .map(line -> line(texts, line))
                .reduce((before, line) -> before + "\n" + line)
                .orElse("");
    }

    private String line(Texts texts, String line) {
        if (line.isBlank() || line.length() > LONGEST) {
            return line;
        }
        Optional<String> whole = whole(texts, line);
        if (whole.isPresent()) {
            return whole.get();
        }
        for (int end = line.indexOf(". "); end > 0; end = line.indexOf(". ", end + 1)) {
            Optional<String> first = whole(texts, line.substring(0, end + 1));
            if (first.isPresent()) {
                return first.get() + " " + line(texts, line.substring(end + 2));
            }
        }
        return line;
    }

    private Optional<String> whole(Texts texts, String text) {
        for (Sentence sentence : sentences) {
            Optional<String[]> values = sentence.in(text);
            if (values.isPresent()) {
                Object[] said = values.get();
                for (int i = 0; i < said.length; i++) {
                    said[i] = line(texts, values.get()[i]);
                }
                return Optional.of(texts.get(sentence.key(), said));
            }
        }
        return Optional.empty();
    }
}
