package dev.handrail.bench;

import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Version;
import dev.handrail.store.runbook.RunbookLibrary;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Plans whose steps all run the same script.
final class Plans {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private Plans() {}

    static Plan.Ready of(String script, int steps) {
        Version from = Version.of("1");
        Version to = Version.of("2");
        List<Step> all =
                IntStream.rangeClosed(1, steps).mapToObj(n -> step("step-" + n, script)).toList();
        return new Plan.Ready(
                "bench",
                "Bench",
                new Plan.PlanRoute("bench", Message.literal("Bench"), List.of("server")),
                from,
                to,
                List.of(new Hop(1, from, to, all)),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Facts.NONE,
                Optional.empty(),
                RunbookLibrary.sharedFunctions(),
                Optional.empty());
    }

    private static Step step(String id, String script) {
        Step.StepInfo info =
                new Step.StepInfo(
                        id,
                        Phase.UPGRADE,
                        Message.literal(id),
                        Message.literal("It is measured."),
                        "server",
                        Reversibility.FREE,
                        false,
                        "",
                        Optional.empty());
        return new Step.Script(
                info,
                new ScriptText(id + ".sh", script + "\n"),
                Optional.empty(),
                Optional.empty(),
                Step.Evidence.EXIT_CODE,
                List.of(),
                LIMIT,
                true,
                false);
    }
}
