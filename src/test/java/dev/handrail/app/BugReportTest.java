package dev.handrail.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

@Tag("fast")
class BugReportTest {
    @Test
    void theTextOfACrashIsMasked() {
        Throwable cause = new IllegalStateException("in https://me:s3cr3tword@host/");
        String details =
                new BugReport(
                                new IllegalArgumentException("API_TOKEN=s3cr3tword x", cause),
                                Path.of("/log"))
                        .details();
        assertTrue(details.contains("API_TOKEN=********** x"), details);
        assertTrue(details.contains("https://me:**********@host/"), details);
        assertTrue(details.contains("at " + BugReportTest.class.getName()), details);
        assertFalse(details.contains("s3cr3tword"), details);
    }
}
