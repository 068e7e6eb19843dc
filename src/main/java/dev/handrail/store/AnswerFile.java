package dev.handrail.store;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Question;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the answers that an admin has written down before a run.
///
/// A list of objects: `step` (its id; left out = any), `kind` (of question; left out = any),
/// `choice` (left out = continue), `text`, and `takeNew`: by file, `true`, `false` or a list of
/// them, one for each change; the file `*` is all others.
public final class AnswerFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> FIELDS = Set.of("step", "kind", "choice", "text", "takeNew");

    private AnswerFile() {}

    /// An answer, and the question it is for.
    public record PreparedAnswer(
            String step,
            Optional<Question.Kind> kind,
            Question.Choice choice,
            String text,
            Map<String, MergeChoice> takeNew) {

        public boolean matchesQuestion(String askedStep, Question question) {
            return (step.isEmpty() || step.equals(askedStep))
                    && kind.filter(k -> k != question.kind()).isEmpty()
                    && question.options().stream().anyMatch(option -> option.choice() == choice);
        }

        public Answer toAnswer(Question question) {
            Map<String, List<Boolean>> taken = new LinkedHashMap<>();
            for (Question.FileChange file : question.files()) {
                Optional.ofNullable(takeNew.getOrDefault(file.mine(), takeNew.get("*")))
                        .ifPresent(take -> taken.put(file.mine(), take.of(file.changes().size())));
            }
            return new Answer(choice, text, taken);
        }
    }

    /// Whether to take the new lines: of all changes, or of each.
    public record MergeChoice(boolean all, List<Boolean> each) {
        List<Boolean> of(int changes) {
            List<Boolean> taken = new ArrayList<>(each);
            while (taken.size() < changes) {
                taken.add(all);
            }
            return List.copyOf(taken.subList(0, changes));
        }
    }

    /// What became of reading a file.
    public sealed interface AnswersResult {
        record Answers(List<PreparedAnswer> all) implements AnswersResult {}

        record Failed(Problem problem) implements AnswersResult {}
    }

    public static AnswersResult readAnswers(Path file) {
        try {
            JsonNode top = MAPPER.readTree(Files.readString(file));
            if (!top.isArray()) {
                return unusableFile(file, "it must be a list of answers: [ {...}, ... ]");
            }
            List<PreparedAnswer> all = new ArrayList<>();
            for (JsonNode each : top) {
                all.add(parseAnswer(each));
            }
            return new AnswersResult.Answers(List.copyOf(all));
        } catch (IOException e) {
            return new AnswersResult.Failed(
                    new Problem(
                            "answers.unreadable",
                            Message.literal(
                                    "The answers in "
                                            + file
                                            + " cannot be read: "
                                            + e.getMessage()),
                            Message.literal("Check the path and its rights.")));
        } catch (JacksonException e) {
            return unusableFile(
                    file, "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return unusableFile(file, String.valueOf(e.getMessage()));
        }
    }

    private static AnswersResult unusableFile(Path file, String why) {
        return new AnswersResult.Failed(
                new Problem(
                        "answers.wrong",
                        Message.literal("The answers in " + file + " cannot be used: " + why + "."),
                        Message.literal("See `handrail upgrade --help`.")));
    }

    private static PreparedAnswer parseAnswer(JsonNode node) {
        for (String name : node.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("unknown field \"" + name + "\"");
            }
        }
        Map<String, MergeChoice> taken = new LinkedHashMap<>();
        node.path("takeNew")
                .properties()
                .forEach(file -> taken.put(file.getKey(), parseMergeChoice(file.getValue())));
        String kind = node.path("kind").asString("");
        return new PreparedAnswer(
                node.path("step").asString(""),
                kind.isEmpty()
                        ? Optional.empty()
                        : Optional.of(enumConstant(Question.Kind.class, kind)),
                enumConstant(Question.Choice.class, node.path("choice").asString("continue")),
                node.path("text").asString(""),
                taken);
    }

    private static MergeChoice parseMergeChoice(JsonNode node) {
        if (node.isBoolean()) {
            return new MergeChoice(node.asBoolean(), List.of());
        }
        List<Boolean> each = new ArrayList<>();
        for (JsonNode one : node) {
            each.add(one.asBoolean());
        }
        return new MergeChoice(false, List.copyOf(each));
    }

    /// As JSON spells it: `point-of-no-return` is `POINT_OF_NO_RETURN`.
    private static <E extends Enum<E>> E enumConstant(Class<E> type, String text) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no " + type.getSimpleName().toLowerCase(Locale.ROOT));
    }
}
