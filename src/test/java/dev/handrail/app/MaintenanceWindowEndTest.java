package dev.handrail.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

@Tag("fast")
class MaintenanceWindowEndTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-21T22:30:00+01:00");

    @ParameterizedTest
    @CsvSource({
        "23:15, 2026-11-21T22:15:00Z",
        "02:00, 2026-11-22T01:00:00Z",
        "2:00, 2026-11-22T01:00:00Z",
        "' 22:30 ', 2026-11-22T21:30:00Z"
    })
    void isTheNextTimeThatTheClockShowsIt(String text, Instant end) {
        assertEquals(Optional.of(end), MaintenanceWindowEnd.nextOccurrence(text, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "25:00", "soon", "17", "17:5"})
    void isNothingElse(String text) {
        assertEquals(Optional.empty(), MaintenanceWindowEnd.nextOccurrence(text, NOW));
    }
}
