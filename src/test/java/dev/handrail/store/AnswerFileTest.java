package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Question.LineChange;
import dev.handrail.model.Question.SettingAdvice;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.SettingRule.RuleChange;
import dev.handrail.model.settings.SettingChange;
import dev.handrail.store.AnswerFile.AnswersResult;
import dev.handrail.store.AnswerFile.MergeChoice;
import dev.handrail.store.AnswerFile.PreparedAnswer;
import dev.handrail.testing.KeyedText;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Tag("fast")
class AnswerFileTest {
    @TempDir Path folder;

    private AnswersResult read(String text) throws IOException {
        return AnswerFile.readAnswers(Files.writeString(folder.resolve("answers.json"), text));
    }

    @Test
    void readsWhatAnAdminWroteDown() throws IOException {
        AnswersResult read =
                read(
                        """
                        [ {"step": "settings", "kind": "merge", "takeNew": {"/etc/a": [true, false], "*": true}},
                          {"kind": "point-of-no-return"},
                          {"choice": "skip", "text": "done by hand"} ]
                        """);

        assertEquals(
                new AnswersResult.Answers(
                        List.of(
                                new PreparedAnswer(
                                        "settings",
                                        Optional.of(Kind.MERGE),
                                        Choice.CONTINUE,
                                        "",
                                        Map.of(
                                                "/etc/a",
                                                new MergeChoice(false, List.of(true, false)),
                                                "*",
                                                new MergeChoice(true, List.of()))),
                                new PreparedAnswer(
                                        "",
                                        Optional.of(Kind.POINT_OF_NO_RETURN),
                                        Choice.CONTINUE,
                                        "",
                                        Map.of()),
                                new PreparedAnswer(
                                        "",
                                        Optional.empty(),
                                        Choice.SKIP,
                                        "done by hand",
                                        Map.of()))),
                read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | store.answers.no-list()",
                "[{\"stpe\": \"x\"}] | store.answers.unknown-field(stpe)",
                "[{\"choice\": \"maybe\"}] | store.answers.unknown-choice(maybe)",
                "[{\"kind\": \"x\"}] | store.answers.unknown-kind(x)",
                "[{] | store.answers.no-json(1, ",
            })
    void saysWhatIsWrong(String text, String why) throws IOException {
        AnswersResult.Failed failed = assertInstanceOf(AnswersResult.Failed.class, read(text));

        String what = KeyedText.of(failed.problem().what());
        String file = folder.resolve("answers.json").toString();
        assertTrue(what.startsWith("store.answers.unusable.what(" + file + ", " + why), what);
    }

    @Test
    void theOldFormatDecidesTheChangesThatWait() throws IOException {
        LineChange locked = new LineChange(1, List.of("K"), 1, List.of("K"), true, true);
        LineChange plain = new LineChange(3, List.of("A"), 3, List.of("B"));
        FileChange file =
                new FileChange("/a", "/b", "x", "y", List.of(locked, plain), true, List.of(plain));
        assertEquals(List.of(false, true, true), taken("true", file));
        assertEquals(List.of(false, false, false), taken("false", file));
        assertEquals(List.of(true, false), taken("[true]", file));
        assertEquals(List.of(false, true), taken("[false, true, true]", file));
    }

    @Test
    void allLeavesSettingsThatARuleWouldRemoveUnlessTheyAreNamed() throws IOException {
        LineChange lines = new LineChange(3, List.of("A"), 0, List.of());
        FileChange file =
                new FileChange("/a", "/b", "x", "y", List.of(lines, lines))
                        .withSettings(
                                List.of(setting("a", 0, false), setting("b", 1, false)), List.of())
                        .withAdvice(
                                List.of(
                                        advice("a", RuleChange.REMOVED, 0),
                                        advice("b", RuleChange.RENAMED, 1)));
        assertEquals(List.of(false, true), taken("true", file));
        assertEquals(List.of(false, true), taken("{\"*\": true}", file));
        assertEquals(List.of(true, true), taken("{\"a\": true, \"*\": true}", file));
        assertEquals(List.of(true, false), taken("[true]", file));
    }

    private static SettingAdvice advice(String name, RuleChange change, int at) {
        SettingRule rule =
                new SettingRule(
                        "k", "a", name, change, "c", "", Optional.empty(), Message.EMPTY, "docs");
        return new SettingAdvice(name, rule, Optional.of(at));
    }

    @Test
    void bothIsAThirdWord() throws IOException {
        LineChange locked = new LineChange(1, List.of("K"), 1, List.of("K"), true, true);
        LineChange plain = new LineChange(3, List.of("A"), 3, List.of("B"));
        FileChange file =
                new FileChange("/a", "/b", "x", "y", List.of(locked, plain), true, List.of(plain));
        assertEquals(
                List.of(LineChoice.MINE, LineChoice.BOTH, LineChoice.NEW),
                choices("\"both\"", file));
        assertEquals(List.of(LineChoice.BOTH, LineChoice.NEW), choices("[\"both\", true]", file));
        AnswersResult.Failed failed =
                assertInstanceOf(
                        AnswersResult.Failed.class, read("[{\"takeNew\": {\"*\": [\"new\"]}}]"));
        assertTrue(failed.problem().what().toString().contains("unknown-take"));
    }

    @Test
    void aSettingIsDecidedByItsName() throws IOException {
        FileChange file = withSettings();
        LineChoice mine = LineChoice.MINE;
        assertEquals(List.of(LineChoice.NEW, mine, LineChoice.NEW), choices("{\"A\": true}", file));
        assertEquals(
                List.of(mine, LineChoice.NEW, mine),
                choices("{\"*\": true, \"A\": false, \"D\": false}", file));
        assertEquals(List.of(mine, mine, LineChoice.NEW), choices("{\"A\": false}", file));
    }

    /// Nothing is written where a name is unknown, contradicts another, or says too little.
    @Test
    void aSettingThatCannotBeDecidedByItsNameLeavesTheQuestionOpen() throws IOException {
        FileChange file = withSettings();
        for (String take :
                List.of(
                        "{\"NONE\": true}",
                        "{\"A\": true, \"B\": false}",
                        "{\"A\": true}",
                        "{\"A\": true, \"*\": false}",
                        "{\"PART\": true}")) {
            assertFalse(prepared(take).matchesQuestion("", question(file)), take);
        }
        assertEquals(
                List.of("A", "B"),
                prepared("{\"A\": true, \"B\": false}").findUnusableSettings(question(file)));
        for (String take :
                List.of(
                        "{\"A\": true, \"B\": true}",
                        "{\"A\": true, \"*\": true}",
                        "{\"A\": false, \"D\": true}")) {
            assertTrue(prepared(take).matchesQuestion("", question(file)), take);
        }
    }

    /// A and B stand in the first change, a part of PART in the second, D in the applied one.
    private static FileChange withSettings() {
        LineChange lines = new LineChange(3, List.of("A"), 3, List.of("B"));
        return new FileChange("/a", "/b", "x", "y", List.of(lines, lines), true, List.of(lines))
                .withSettings(
                        List.of(
                                setting("A", 0, false),
                                setting("B", 0, false),
                                setting("PART", 1, true),
                                setting("D", 2, false)),
                        List.of());
    }

    private static SettingChange setting(String name, int change, boolean partial) {
        return new SettingChange(
                name,
                SettingChange.SettingKind.BOTH_CHANGED,
                Optional.of("1"),
                Optional.of("2"),
                Optional.of("3"),
                List.of(change),
                partial);
    }

    private static Question question(FileChange file) {
        AnswerOption write = new AnswerOption(Choice.CONTINUE, Message.EMPTY, false);
        return new Question(
                Kind.MERGE, Message.EMPTY, Message.EMPTY, List.of(write), "", List.of(file));
    }

    private PreparedAnswer prepared(String takeNew) throws IOException {
        return assertInstanceOf(
                        AnswersResult.Answers.class,
                        read("[{\"kind\": \"merge\", \"takeNew\": {\"*\": " + takeNew + "}}]"))
                .all()
                .getFirst();
    }

    private List<LineChoice> choices(String takeNew, FileChange file) throws IOException {
        return answer(takeNew, file).choicesOf("/a");
    }

    private List<Boolean> taken(String takeNew, FileChange file) throws IOException {
        return answer(takeNew, file).takeNew().get("/a");
    }

    private Answer answer(String takeNew, FileChange file) throws IOException {
        AnswersResult.Answers read =
                assertInstanceOf(
                        AnswersResult.Answers.class,
                        read("[{\"kind\": \"merge\", \"takeNew\": {\"*\": " + takeNew + "}}]"));
        Question question =
                new Question(
                        Kind.MERGE, Message.EMPTY, Message.EMPTY, List.of(), "", List.of(file));
        return read.all().getFirst().toAnswer(question);
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertInstanceOf(
                AnswersResult.Failed.class, AnswerFile.readAnswers(folder.resolve("none.json")));
    }
}
