package dev.handrail.model;

import dev.handrail.model.Question.FileChange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The admin's answer. `text`: the reason, or what to type at a prompt (never stored when it is a
/// secret). `takeNew`: for a merge, by file, for each change whether to take the new lines; a file
/// that is not named keeps its own. `both`: by file, the changes (counted from 0) whose new lines
/// follow the admin's lines instead of replacing them. `typed`: by file, the changes whose lines
/// the admin typed. `takeNew` says true for both.
public record Answer(
        Question.Choice choice,
        String text,
        Map<String, List<Boolean>> takeNew,
        Map<String, List<Integer>> both,
        Map<String, List<TypedLines>> typed) {
    /// Without lines that the admin typed.
    public Answer(
            Question.Choice choice,
            String text,
            Map<String, List<Boolean>> takeNew,
            Map<String, List<Integer>> both) {
        this(choice, text, takeNew, both, Map.of());
    }

    /// Without a change of which both sides are written.
    public Answer(Question.Choice choice, String text, Map<String, List<Boolean>> takeNew) {
        this(choice, text, takeNew, Map.of());
    }

    /// Which lines of a change are written: the admin's, the new ones, the admin's and then the new
    /// ones, or lines that the admin types.
    public enum LineChoice {
        MINE,
        NEW,
        BOTH,
        TYPED
    }

    public static Answer of(Question.Choice choice) {
        return new Answer(choice, "", Map.of());
    }

    public static Answer of(Question.Choice choice, String text) {
        return new Answer(choice, text, Map.of());
    }

    /// `choices`: by file, for each change that waits, then for each that is applied by itself.
    public static Answer ofMerge(
            Question.Choice choice, String text, Map<String, List<LineChoice>> choices) {
        Map<String, List<Boolean>> takeNew = new LinkedHashMap<>();
        Map<String, List<Integer>> both = new LinkedHashMap<>();
        choices.forEach((file, each) -> {
            takeNew.put(file, each.stream().map(one -> one != LineChoice.MINE).toList());
            List<Integer> kept = indexesOfBoth(each);
            if (!kept.isEmpty()) {
                both.put(file, kept);
            }
        });
        return new Answer(choice, text, takeNew, both);
    }

    private static List<Integer> indexesOfBoth(List<LineChoice> each) {
        return IntStream.range(0, each.size())
                .filter(i -> each.get(i) == LineChoice.BOTH)
                .boxed()
                .toList();
    }

    /// The same answer with the texts that the admin typed, by file and change. Only
    /// [LineChoice#TYPED] changes have one.
    public Answer withTyped(Map<String, Map<Integer, String>> texts) {
        Map<String, List<TypedLines>> all = new LinkedHashMap<>();
        texts.forEach((file, changes) -> {
            if (!changes.isEmpty()) {
                all.put(
                        file,
                        new TreeMap<>(changes)
                                .entrySet().stream()
                                        .map(one -> TypedLines.of(one.getKey(), one.getValue()))
                                        .toList());
            }
        });
        return new Answer(choice, text, takeNew, both, all);
    }

    /// The same answer without a line that the admin typed, as the journal may keep it.
    public Answer withoutTypedText() {
        Map<String, List<TypedLines>> all = new LinkedHashMap<>();
        typed.forEach((file, lines) ->
                all.put(file, lines.stream().map(TypedLines::withoutText).toList()));
        return new Answer(choice, text, takeNew, both, all);
    }

    /// The same answer with other typed lines for a file.
    public Answer withTypedFor(String file, List<TypedLines> lines) {
        Map<String, List<TypedLines>> all = new LinkedHashMap<>(typed);
        all.put(file, lines);
        return new Answer(choice, text, takeNew, both, all);
    }

    /// What the admin typed for a file.
    public List<TypedLines> typedFor(String file) {
        return typed.getOrDefault(file, List.of());
    }

    /// The choices for a file; empty if the answer does not name it.
    public List<LineChoice> choicesOf(String file) {
        List<Boolean> taken = takeNew.getOrDefault(file, List.of());
        Set<Integer> kept = Set.copyOf(both.getOrDefault(file, List.of()));
        Set<Integer> own =
                typedFor(file).stream().map(TypedLines::change).collect(Collectors.toSet());
        return IntStream.range(0, taken.size())
                .mapToObj(i ->
                        own.contains(i)
                                ? LineChoice.TYPED
                                : toChoice(taken.get(i), kept.contains(i)))
                .toList();
    }

    private static LineChoice toChoice(boolean taken, boolean both) {
        if (taken) {
            return both ? LineChoice.BOTH : LineChoice.NEW;
        }
        return LineChoice.MINE;
    }

    /// The choice for every change of a file. A change that is applied by itself counts as taken
    /// unless the answer says otherwise; in a file that the answer does not name nothing is.
    public List<LineChoice> choicesOf(FileChange file) {
        if (!takeNew.containsKey(file.mine())) {
            return file.chooseAll(LineChoice.MINE);
        }
        List<LineChoice> all = new ArrayList<>(choicesOf(file.mine()));
        int count = file.changes().size() + file.applied().size();
        for (int i = all.size(); i < count; i++) {
            all.add(i < file.changes().size() ? LineChoice.MINE : LineChoice.NEW);
        }
        return all.subList(0, count);
    }

    /// Lines that the admin typed in the place of a change. `change`: counts the changes of the
    /// file from 0. `length`: in bytes. `text`: the lines themselves; empty in the journal, which
    /// never has them.
    public record TypedLines(int change, String sha256, int length, String text) {
        /// Fewer stars are no secret that is masked.
        private static final String STARS = "***";

        public static TypedLines of(int change, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new TypedLines(change, sha256Hex(bytes), bytes.length, text);
        }

        TypedLines withoutText() {
            return new TypedLines(change, sha256, length, "");
        }

        public TypedLines withText(String found) {
            return new TypedLines(change, sha256, length, found);
        }

        /// Whether a text is the one that the admin typed.
        public boolean isText(String found) {
            return sha256.equals(sha256Hex(found.getBytes(StandardCharsets.UTF_8)));
        }

        /// No text is no line.
        public static List<String> linesOf(String text) {
            return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
        }

        /// Whether a text has stars where `masked` lines, which Handrail shows instead of a secret,
        /// have them. A line that is as it was shown stands for the line of the file.
        public static boolean hasStars(List<String> masked, List<String> shown, String text) {
            return masked.stream().anyMatch(line -> line.contains(STARS))
                    && linesOf(text).stream()
                            .anyMatch(line -> line.contains(STARS) && !shown.contains(line));
        }

        private static String sha256Hex(byte[] bytes) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }

        /// Never shows what was typed.
        @Override
        public String toString() {
            return "TypedLines[change=" + change + ", length=" + length + "]";
        }
    }
}
