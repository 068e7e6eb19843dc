package dev.handrail.run.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Question.FileChange;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

@Tag("fast")
class UnifiedDiffTest {
    private static final String MINE = "a\nb\nc\nX = 1\nd\ne\nf\ng\nh\nY = 1\n";
    private static final String FRESH = "a\nb\nc\nX = 2\nd\ne\nf\ng\nh\nY = 2\nZ = 2\n";

    @Test
    void showsWhatTheChoicesWrite() {
        assertEquals(
                List.of(
                        "--- /etc/m",
                        "+++ /etc/m",
                        "@@ -1,7 +1,8 @@",
                        " a",
                        " b",
                        " c",
                        " X = 1",
                        "+X = 2",
                        " d",
                        " e",
                        " f",
                        "@@ -8,3 +9,4 @@",
                        " g",
                        " h",
                        "-Y = 1",
                        "+Y = 2",
                        "+Z = 2"),
                UnifiedDiff.of(file(), List.of(LineChoice.BOTH, LineChoice.NEW)));
    }

    @Test
    void isEmptyWhereTheFileStaysAsItIs() {
        assertEquals(List.of(), UnifiedDiff.of(file(), List.of(LineChoice.MINE, LineChoice.MINE)));
    }

    private static FileChange file() {
        return new MergeFile(
                        new MergeFile.FilePaths("/etc/m", "/etc/f"),
                        Optional.of(MINE.getBytes(StandardCharsets.UTF_8)),
                        FRESH.getBytes(StandardCharsets.UTF_8),
                        Optional.empty())
                .toFileChange();
    }
}
