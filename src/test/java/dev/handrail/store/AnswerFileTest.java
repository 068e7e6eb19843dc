package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.store.AnswerFile.Prepared;
import dev.handrail.store.AnswerFile.Read;
import dev.handrail.store.AnswerFile.Take;

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

    private Read read(String text) throws IOException {
        return AnswerFile.read(Files.writeString(folder.resolve("answers.json"), text));
    }

    @Test
    void readsWhatAnAdminWroteDown() throws IOException {
        Read read =
                read(
                        """
                        [ {"step": "settings", "kind": "merge", "takeNew": {"/etc/a": [true, false], "*": true}},
                          {"kind": "point-of-no-return"},
                          {"choice": "skip", "text": "done by hand"} ]
                        """);

        assertEquals(
                new Read.Answers(
                        List.of(
                                new Prepared(
                                        "settings",
                                        Optional.of(Kind.MERGE),
                                        Choice.CONTINUE,
                                        "",
                                        Map.of(
                                                "/etc/a",
                                                new Take(false, List.of(true, false)),
                                                "*",
                                                new Take(true, List.of()))),
                                new Prepared(
                                        "",
                                        Optional.of(Kind.POINT_OF_NO_RETURN),
                                        Choice.CONTINUE,
                                        "",
                                        Map.of()),
                                new Prepared(
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
                "{} | it must be a list",
                "[{\"stpe\": \"x\"}] | unknown field \"stpe\"",
                "[{\"choice\": \"maybe\"}] | \"maybe\" is no choice",
                "[{\"kind\": \"x\"}] | \"x\" is no kind",
                "[{] | line 1",
            })
    void saysWhatIsWrong(String text, String why) throws IOException {
        Read.Failed failed = assertInstanceOf(Read.Failed.class, read(text));

        assertTrue(failed.problem().what().contains(why), failed.problem().what());
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertInstanceOf(Read.Failed.class, AnswerFile.read(folder.resolve("none.json")));
    }
}
