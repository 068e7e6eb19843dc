package dev.handrail.ui.kit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ErrorWindowTest {
    @Test
    void theTextOfACrashIsMasked() {
        Throwable cause = new IllegalStateException("in https://me:s3cr3tword@host/");
        String details =
                ErrorWindow.details(new IllegalArgumentException("API_TOKEN=s3cr3tword x", cause));
        assertTrue(details.contains("API_TOKEN=********** x"), details);
        assertTrue(details.contains("https://me:**********@host/"), details);
        assertTrue(details.contains("at " + ErrorWindowTest.class.getName()), details);
        assertFalse(details.contains("s3cr3tword"), details);
    }
}
