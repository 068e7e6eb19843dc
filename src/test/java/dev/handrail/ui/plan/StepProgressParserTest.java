package dev.handrail.ui.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Reversibility;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Optional;

@Tag("fast")
class StepProgressParserTest {
    private static final Step.StepInfo INFO =
            new Step.StepInfo(
                    "a",
                    Phase.UPGRADE,
                    Message.literal("A"),
                    Message.literal("Why."),
                    "server",
                    Reversibility.FREE,
                    false,
                    "",
                    Optional.empty());
    private static final ScriptText SCRIPT = new ScriptText("a.sh", "true\n");
    private static final Step RUN =
            Step.Script.judgedBy(
                    Step.Evidence.EXIT_CODE, INFO, SCRIPT, Duration.ofMinutes(1), true);
    private static final Step COPY = new Step.Copy(INFO, SCRIPT, Step.WORKSTATION);

    /// `part`: -1 where the line says nothing about the whole step.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ==> Progress: 3 of 12                                         | 0.25
                    ==> Progress: 3 of 0                                          | -1
                    Receiving objects:  42% (128/302), 1.2 MiB                    | 0.42
                    Counting objects: 100% (418/418), done.                       | -1
                    Progress: [ 50%]                                              | 0.5
                    '  1,238,099  75%  146.38kB/s    0:00:08 (xfr#5, to-chk=1/6)' | 0.75
                    '     |████████████████████████████████| 8.0 MB 100%'         | -1
                    100% [████████] Django (static files)                         | -1
                    Migrating 7 of 61                                             | -1
                    """)
    void believesOnlyWhatCountsTheWhole(String line, double part) {
        assertEquals(part, StepProgressParser.parseProgress(RUN, line).orElse(-1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    40 % of 2 GB, 10 MB/s, 2 min left | 0.4
                    a.dump: 1000 bytes are at /copies | -1
                    """)
    void believesItsOwnCopying(String line, double part) {
        assertEquals(part, StepProgressParser.parseProgress(COPY, line).orElse(-1));
    }
}
