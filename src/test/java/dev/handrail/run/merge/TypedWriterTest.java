package dev.handrail.run.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Question.Choice;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Typed lines that stand for lines with secrets which look the same.
@Tag("fast")
class TypedWriterTest {
    private static final String MINE =
            """
            redis:
              host: a
              password: aaaaaaaaaaaa
            db:
              port: b
              password: bbbbbbbbbbbb
            """;

    private static final String FRESH =
            """
            redis2:
              hosts: a
              password: cccccccccccc
            db2:
              ports: b
            """;

    private final MergeFile file =
            new MergeFile(
                    new MergeFile.FilePaths("/mine", "/new"),
                    Optional.of(bytes(MINE)),
                    bytes(FRESH),
                    Optional.empty());

    @Test
    void eachKeepsItsOwnSecret() {
        String text = shown().replace("host: a", "host: z");
        assertFalse(hasStars(text));
        assertEquals(MINE.replace("host: a", "host: z"), write(text));
    }

    @Test
    void oneOfThemAloneSaysNotWhichItIs() {
        assertTrue(hasStars(shown().replaceFirst("password: \\*+", "password: typed")));
        assertTrue(hasStars("  password: ************"));
    }

    @Test
    void otherOrderSaysNotWhichIsWhich() {
        List<String> lines = shown().lines().toList();
        String swapped =
                String.join("\n", lines.subList(3, 6))
                        + "\n"
                        + String.join("\n", lines.subList(0, 3));
        assertTrue(hasStars(swapped));
    }

    @Test
    void bothSidesInTheirOrderKeepTheirSecrets() {
        String both =
                shown()
                        + "\n"
                        + String.join("\n", file.toFileChange().changes().getFirst().fresh());
        assertFalse(hasStars(both));
        assertEquals(MINE + FRESH, write(both));
    }

    @Test
    void typedSecretsNeedNoOrder() {
        String text = "db:\n  password: x\nredis:\n  password: y";
        assertFalse(hasStars(text));
        assertEquals(text + "\n", write(text));
    }

    private String shown() {
        return String.join("\n", file.toFileChange().changes().getFirst().mine());
    }

    private boolean hasStars(String text) {
        return file.hasStars(answer(text).typedFor("/mine").getFirst());
    }

    private String write(String text) {
        return new String(file.mergeLines(answer(text)), StandardCharsets.UTF_8);
    }

    private static Answer answer(String text) {
        return Answer.ofMerge(Choice.CONTINUE, "", Map.of("/mine", List.of(LineChoice.TYPED)))
                .withTyped(Map.of("/mine", Map.of(0, text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
