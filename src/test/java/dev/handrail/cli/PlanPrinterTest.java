package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.cli.json.PlanView;
import dev.handrail.cli.output.PlanPrinter;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.report.DisplayFormat;
import dev.handrail.report.JsonWriter;
import dev.handrail.run.PlanForecast;
import dev.handrail.run.StepTimes;
import dev.handrail.store.Samples;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

@Tag("fast")
class PlanPrinterTest {
    private static final Instant END = Instant.parse("2026-11-20T05:00:00Z");

    private final FakeTerminal terminal = FakeTerminal.piped();

    private String printed(Plan plan) {
        new PlanPrinter(terminal, Path.of("copies")).printPlan(plan);
        return terminal.shown();
    }

    private static String windowEndInJson(Plan plan) {
        String json = JsonWriter.toJsonLine(PlanView.of(plan));
        return JsonMapper.shared().readTree(json).path("windowEnds").asString();
    }

    @Test
    void aPlanShowsWhenTheMaintenanceWindowEnds() {
        String shown = printed(Samples.plan().withWindowEnd(END));
        String line = "Maintenance window ends: " + DisplayFormat.HERE.formatTime(END) + "\n";
        assertTrue(shown.contains(line), shown);
    }

    @Test
    void aPlanShowsWhenTheMaintenanceWindowEndsInGerman() {
        terminal.language().chooseLanguage(Locale.GERMAN);
        String shown = printed(Samples.plan().withWindowEnd(END));
        String line = "Ende des Wartungsfensters: " + DisplayFormat.HERE.formatTime(END) + "\n";
        assertTrue(shown.contains(line), shown);
    }

    @Test
    void aPlanWithoutAnEndOfTheWindowShowsNone() {
        assertFalse(printed(Samples.plan()).contains("window"), terminal.shown());
        assertEquals("", windowEndInJson(Samples.plan()));
    }

    @Test
    void jsonGivesTheEndOfTheWindowInUtc() {
        assertEquals("2026-11-20T05:00:00Z", windowEndInJson(Samples.plan().withWindowEnd(END)));
    }

    @Test
    void aPlanSaysHowLongItTakesAndOnWhatThatRests() {
        Run earlier = Run.of("a", Samples.whole());
        PlanForecast forecast =
                PlanForecast.of(Samples.plan(), StepTimes.of(List.of(earlier)), END);
        new PlanPrinter(terminal, Path.of("copies"))
                .withForecast(forecast)
                .printPlan(Samples.plan());
        assertTrue(terminal.shown().contains("Time in all: "), terminal.shown());
        JsonNode json =
                JsonMapper.shared()
                        .readTree(JsonWriter.toJsonLine(PlanView.of(Samples.plan(), forecast)))
                        .path("forecast");
        assertEquals(forecast.all().isPresent(), json.has("total"), json::toString);
        assertEquals(forecast.stops(), json.path("stops").asBoolean());
    }
}
