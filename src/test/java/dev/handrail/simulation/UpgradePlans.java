package dev.handrail.simulation;

import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Plans the upgrade of the simulated product: with or without checks, states, undo scripts and a
/// step that has no way back, as the seed wants it.
final class UpgradePlans {
    static final String LIBRARY = "# the library of the simulated product";

    private final Random random;
    private final List<Step> steps = new ArrayList<>();

    private UpgradePlans(Random random) {
        this.random = random;
    }

    static Plan.Ready create(Random random) {
        return new UpgradePlans(random).plan(random.nextInt(6) == 0);
    }

    /// Without a step that has no way back.
    static Plan.Ready createReversible(Random random) {
        return new UpgradePlans(random).plan(false);
    }

    private Plan.Ready plan(boolean oneWay) {
        add("prepare", Phase.PREPARE, Reversibility.FREE, "", "");
        add("stop", Phase.STOP, Reversibility.FREE, "check-stop", "undo-stop");
        add("backup", Phase.BACKUP, Reversibility.FREE, "", "");
        add(
                "upgrade",
                Phase.UPGRADE,
                Reversibility.NEEDS_RESTORE,
                maybe("check-upgrade"),
                "undo-upgrade");
        add(
                "migrate",
                Phase.MIGRATE,
                oneWay ? Reversibility.ONE_WAY : Reversibility.NEEDS_RESTORE,
                maybe("check-migrate"),
                "undo-migrate");
        if (random.nextBoolean()) {
            steps.add(
                    new Step.Manual(
                            info("look", Phase.MIGRATE, Reversibility.FREE),
                            Message.literal("Look"),
                            Optional.empty()));
        }
        add("start", Phase.RESTART, Reversibility.FREE, maybe("check-start"), "undo-start");
        add("verify", Phase.VERIFY, Reversibility.FREE, "", "");
        return new Plan.Ready(
                "product",
                "Product",
                new Plan.PlanRoute("in-place", Message.literal("In place"), List.of("server")),
                Version.of("1.0"),
                Version.of("2.0"),
                List.of(new Hop(1, Version.of("1.0"), Version.of("2.0"), List.copyOf(steps))),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Facts(List.of()),
                random.nextBoolean() ? Optional.of(script("state")) : Optional.empty(),
                new ScriptText("lib.sh", LIBRARY),
                Optional.empty());
    }

    private String maybe(String check) {
        return random.nextBoolean() ? check : "";
    }

    private void add(String id, Phase phase, Reversibility back, String check, String undo) {
        boolean probed = random.nextInt(4) == 0;
        Step.Evidence evidence =
                new Step.Evidence(List.of("^done " + id + "$"), List.of("^failed"), List.of());
        steps.add(
                new Step.Script(
                        info(id, phase, back),
                        script(id),
                        optional(check),
                        optional(undo),
                        random.nextBoolean() ? evidence : Step.Evidence.EXIT_CODE,
                        List.of(),
                        Duration.ofSeconds(20 + random.nextInt(600)),
                        random.nextBoolean(),
                        probed));
    }

    private static Optional<ScriptText> optional(String action) {
        return action.isEmpty() ? Optional.empty() : Optional.of(script(action));
    }

    private static ScriptText script(String action) {
        return new ScriptText(action + ".sh", "#simulated " + action + "\n");
    }

    private static Step.StepInfo info(String id, Phase phase, Reversibility back) {
        return new Step.StepInfo(
                id,
                phase,
                Message.literal("Do " + id),
                Message.literal("Why " + id),
                "server",
                back,
                false,
                "",
                Optional.empty());
    }
}
