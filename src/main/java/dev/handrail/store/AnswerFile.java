package dev.handrail.store;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the answers that an admin has prepared for a run.
///
/// A list of objects: `step` (its id; left out = any), `kind` (of question; left out = any),
/// `choice` (left out = continue), `text`, and `takeNew`: by file, `true`, `false`, `"both"`, a
/// list of them, one for each change, or an object with one for each setting; the file `*` is all
/// others, as is the setting `*`.
public final class AnswerFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> FIELDS = Set.of("step", "kind", "choice", "text", "takeNew");
    private static final String BOTH = "both";

    private AnswerFile() {}

    /// An answer, and the question it is for.
    public record PreparedAnswer(
            String step,
            Optional<Question.Kind> kind,
            Question.Choice choice,
            String text,
            Map<String, MergeChoice> takeNew) {

        /// Whether the answer is for this step and kind of question, and the question offers its
        /// choice, and it can decide about all settings that it names.
        public boolean matchesQuestion(String askedStep, Question question) {
            return isMeantFor(askedStep, question) && findUnusableSettings(question).isEmpty();
        }

        /// The same, whatever it says of settings.
        public boolean isMeantFor(String askedStep, Question question) {
            return (step.isEmpty() || step.equals(askedStep))
                    && kind.filter(k -> k != question.kind()).isEmpty()
                    && question.options().stream().anyMatch(option -> option.choice() == choice);
        }

        /// The settings that it names but cannot decide about.
        public List<String> findUnusableSettings(Question question) {
            return question.files().stream()
                    .flatMap(file ->
                            findChoice(file).stream()
                                    .flatMap(choice ->
                                            choice.settings().findUnusable(file).stream()))
                    .toList();
        }

        /// The answer to a question; for a merge, with the choices for the files that it names.
        public Answer toAnswer(Question question) {
            Map<String, List<LineChoice>> taken = new LinkedHashMap<>();
            for (Question.FileChange file : question.files()) {
                findChoice(file).ifPresent(take -> taken.put(file.mine(), take.choose(file)));
            }
            return Answer.ofMerge(choice, text, taken);
        }

        /// The files of which it takes all changes but those that are locked.
        public List<Question.FileChange> filesTakenWhole(Question question) {
            return question.files().stream()
                    .filter(file -> findChoice(file).filter(MergeChoice::takesAll).isPresent())
                    .toList();
        }

        private Optional<MergeChoice> findChoice(Question.FileChange file) {
            return Optional.ofNullable(takeNew.getOrDefault(file.mine(), takeNew.get("*")));
        }
    }

    /// Which lines to write: of all changes, or of each. A list decides the changes that wait;
    /// those that are applied by themselves are, unless the answer for the file is `false`.
    public record MergeChoice(LineChoice all, List<LineChoice> each, SettingAnswers settings) {
        public MergeChoice(LineChoice all, List<LineChoice> each) {
            this(all, each, SettingAnswers.NONE);
        }

        public MergeChoice(boolean all, List<Boolean> each) {
            this(toChoice(all), each.stream().map(MergeChoice::toChoice).toList());
        }

        private static LineChoice toChoice(boolean takeNew) {
            return takeNew ? LineChoice.NEW : LineChoice.MINE;
        }

        boolean takesAll() {
            return each.isEmpty() && settings.isEmpty() && all != LineChoice.MINE;
        }

        /// The choice for each change. What a list does not name is not taken.
        List<LineChoice> choose(Question.FileChange file) {
            if (!settings.isEmpty()) {
                return settings.choose(file);
            }
            if (each.isEmpty()) {
                return file.chooseAll(all);
            }
            List<LineChoice> taken = new ArrayList<>(each);
            while (taken.size() < file.changes().size()) {
                taken.add(LineChoice.MINE);
            }
            return List.copyOf(taken.subList(0, file.changes().size()));
        }
    }

    /// The result of reading a file.
    public sealed interface AnswersResult {
        record Answers(List<PreparedAnswer> all) implements AnswersResult {}

        record Failed(Problem problem) implements AnswersResult {}
    }

    /// Reads a whole file; a single wrong field makes it fail.
    public static AnswersResult readAnswers(Path file) {
        try {
            return parseAnswers(file, MAPPER.readTree(Files.readString(file)));
        } catch (IOException e) {
            return unreadableFile(file, e);
        } catch (JacksonException e) {
            String line = String.valueOf(e.getLocation().getLineNr());
            return unusableFile(
                    file, Message.of("store.answers.no-json", line, e.getOriginalMessage()));
        }
    }

    private static AnswersResult parseAnswers(Path file, JsonNode top) {
        if (!top.isArray()) {
            return unusableFile(file, Message.of("store.answers.no-list"));
        }
        Optional<Message> error =
                top.valueStream().flatMap(answer -> findError(answer).stream()).findFirst();
        return error.isPresent()
                ? unusableFile(file, error.get())
                : new AnswersResult.Answers(
                        top.valueStream().map(AnswerFile::parseAnswer).toList());
    }

    private static AnswersResult unreadableFile(Path file, IOException error) {
        return new AnswersResult.Failed(
                new Problem(
                        "answers.unreadable",
                        Message.of(
                                "store.answers.unreadable.what",
                                file.toString(),
                                String.valueOf(error.getMessage())),
                        Message.of("store.answers.unreadable.todo")));
    }

    private static AnswersResult unusableFile(Path file, Message why) {
        return new AnswersResult.Failed(
                new Problem(
                        "answers.wrong",
                        Message.of("store.answers.unusable.what", file.toString(), why),
                        Message.of("store.answers.unusable.todo")));
    }

    /// The first thing that is wrong with an answer, or empty.
    private static Optional<Message> findError(JsonNode answer) {
        Optional<Message> unknown = findUnknownField(answer);
        Optional<Message> untaken = unknown.isPresent() ? unknown : findUnknownTake(answer);
        if (untaken.isPresent()) {
            return untaken;
        }
        String kind = answer.path("kind").asString("");
        if (!kind.isEmpty() && enumConstant(Question.Kind.class, kind).isEmpty()) {
            return Optional.of(Message.of("store.answers.unknown-kind", kind));
        }
        String choice = answer.path("choice").asString("continue");
        return enumConstant(Question.Choice.class, choice).isPresent()
                ? Optional.empty()
                : Optional.of(Message.of("store.answers.unknown-choice", choice));
    }

    private static Optional<Message> findUnknownField(JsonNode answer) {
        return answer.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst()
                .map(name -> Message.of("store.answers.unknown-field", name));
    }

    /// A word other than `both`; older files may have other values in the place of `false`.
    private static Optional<Message> findUnknownTake(JsonNode answer) {
        return answer.path("takeNew")
                .valueStream()
                .flatMap(file -> Stream.concat(Stream.of(file), file.valueStream()))
                .filter(node -> node.isString() && !node.asString().equals(BOTH))
                .findFirst()
                .map(node -> Message.of("store.answers.unknown-take", node.asString()));
    }

    private static PreparedAnswer parseAnswer(JsonNode node) {
        Map<String, MergeChoice> taken = new LinkedHashMap<>();
        node.path("takeNew")
                .properties()
                .forEach(file -> taken.put(file.getKey(), parseMergeChoice(file.getValue())));
        return new PreparedAnswer(
                node.path("step").asString(""),
                enumConstant(Question.Kind.class, node.path("kind").asString("")),
                enumConstant(Question.Choice.class, node.path("choice").asString(""))
                        .orElse(Question.Choice.CONTINUE),
                node.path("text").asString(""),
                taken);
    }

    private static MergeChoice parseMergeChoice(JsonNode node) {
        if (node.isBoolean() || node.isString()) {
            return new MergeChoice(parseLineChoice(node), List.of());
        }
        if (node.isObject()) {
            Map<String, LineChoice> byName = new LinkedHashMap<>();
            node.properties()
                    .forEach(each -> byName.put(each.getKey(), parseLineChoice(each.getValue())));
            return new MergeChoice(LineChoice.MINE, List.of(), new SettingAnswers(byName));
        }
        return new MergeChoice(
                LineChoice.MINE, node.valueStream().map(AnswerFile::parseLineChoice).toList());
    }

    private static LineChoice parseLineChoice(JsonNode node) {
        if (node.isString() && node.asString().equals(BOTH)) {
            return LineChoice.BOTH;
        }
        return node.asBoolean() ? LineChoice.NEW : LineChoice.MINE;
    }

    /// The constant as the file spells it: `point-of-no-return` is `POINT_OF_NO_RETURN`. Empty if
    /// there is none.
    private static <E extends Enum<E>> Optional<E> enumConstant(Class<E> type, String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst();
    }
}
