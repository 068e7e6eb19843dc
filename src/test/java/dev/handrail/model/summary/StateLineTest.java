package dev.handrail.model.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.summary.StateComparison.StateLine;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which changes of the state are a loss.
@Tag("fast")
class StateLineTest {
    @ParameterizedTest
    @CsvSource({
        "rows.incidents, 100, 99, true",
        "rows.incidents, 99, 100, false",
        "rows.incidents, 100, many, false",
        "rows.incidents, 100, '', true",
        "rows.incidents, '', 100, false",
        "version, 2.5.1, 2.3.0, false",
        "unit.web, active, '', true",
    })
    void aLossIsSomethingThatIsGoneOrLess(
            String key, String before, String after, boolean expected) {
        assertEquals(expected, new StateLine(key, before, after).isLoss());
    }
}
