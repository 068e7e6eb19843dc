package dev.handrail.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.FactCondition;
import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.Runbook.VersionRule.RuleKind;
import dev.handrail.model.Step;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// What must hold of every plan, tried on many runbooks that chance has written.
@Tag("fast")
class PlannerPropertiesTest {
    private static final int CASES = 3000;
    private static final Planner PLANNER = new Planner();

    @Test
    void waysClimbHitEveryStopAndTouchNothingForbidden() {
        int ready = 0;
        int hops = 0;
        for (int seed = 0; seed < CASES; seed++) {
            Try one = new Try(new Random(seed));
            Plan plan = one.plan();
            assertEquals(plan, one.plan(), "planning twice, seed " + seed);
            if (plan instanceof Plan.Ready way) {
                ready++;
                hops += way.hops().size();
                one.check(way, "seed " + seed);
            }
        }
        assertTrue(ready > CASES / 4, "only " + ready + " plans were ready");
        assertTrue(hops > ready * 5 / 4, "hardly any plan had stops: " + hops + " of " + ready);
    }

    @Test
    void everyOfferedVersionCanBePlanned() {
        for (int seed = 0; seed < CASES / 10; seed++) {
            Try one = new Try(new Random(seed));
            for (Version version : one.offered()) {
                UpgradeRequest wish = one.wish(Optional.of(version));
                Plan plan = PLANNER.planUpgrade(one.book, one.facts, one.releases, wish);
                if (plan instanceof Plan.Blocked blocked) {
                    assertTrue(
                            blocked.findings().stream().allMatch(f -> f.key().startsWith("stop.")),
                            "seed " + seed + ": " + blocked.findings());
                } else {
                    assertInstanceOf(Plan.Ready.class, plan);
                }
            }
        }
    }

    /// One runbook, server and wish.
    private static final class Try {
        private final Random random;
        private final List<Version> versions;
        private final List<VersionRule> rules = new ArrayList<>();
        private final List<Version> crossings;
        private final Runbook book;
        private final Facts facts;
        private final AvailableReleases releases;
        private final UpgradeRequest wish;

        Try(Random random) {
            this.random = random;
            versions =
                    IntStream.range(0, 4 + random.nextInt(12))
                            .mapToObj(i -> version())
                            .distinct()
                            .toList();
            for (int i = 2 + random.nextInt(7); i > 0; i--) {
                RuleKind kind = RuleKind.values()[random.nextInt(4)];
                if (kind != RuleKind.CEILING || random.nextInt(4) == 0) {
                    rules.add(Book.rule(kind, any().text(), when()));
                }
            }
            crossings = IntStream.range(0, 4).mapToObj(i -> any()).toList();
            book = book();
            facts = Book.facts("version=" + any(), "flag=yes");
            boolean listed = random.nextBoolean();
            releases =
                    listed
                            ? new AvailableReleases(
                                    AvailableReleases.ListingState.LISTED, versions, Message.EMPTY)
                            : AvailableReleases.UNKNOWN;
            wish = wish(random.nextInt(3) == 0 ? Optional.empty() : Optional.of(any()));
        }

        Plan plan() {
            return PLANNER.planUpgrade(book, facts, releases, wish);
        }

        List<Version> offered() {
            return PLANNER.offeredVersions(book, facts, releases, false);
        }

        UpgradeRequest wish(Optional<Version> to) {
            return new UpgradeRequest(Optional.empty(), to, true, Map.of(), Map.of());
        }

        void check(Plan.Ready plan, String seed) {
            Version at = plan.from();
            for (Hop hop : plan.hops()) {
                assertEquals(at, hop.from(), seed);
                assertTrue(hop.from().isBelow(hop.to()), seed);
                at = hop.to();
                checkSteps(hop, seed);
            }
            assertEquals(plan.to(), at, seed);
            List<Version> ends = plan.hops().stream().map(Hop::to).toList();
            for (VersionRule rule : rules) {
                if (rule.when().holdsFor(facts)) {
                    check(rule, plan, ends, seed);
                }
            }
        }

        private void check(VersionRule rule, Plan.Ready plan, List<Version> ends, String seed) {
            boolean crossed =
                    plan.from().isBelow(rule.version()) && plan.to().isAtLeast(rule.version());
            boolean hit = ends.stream().anyMatch(rule.version()::sameAs);
            switch (rule.kind()) {
                case STOP -> assertTrue(!crossed || hit, seed + ": " + rule);
                case FORBIDDEN -> assertFalse(hit, seed + ": " + rule);
                case CEILING -> assertTrue(rule.version().isAtLeast(plan.to()), seed + ": " + rule);
                case STOP_BEFORE -> {
                    for (Hop hop : plan.hops()) {
                        boolean over =
                                hop.from().isBelow(rule.version())
                                        && hop.to().isAtLeast(rule.version());
                        assertFalse(over && between(hop.from(), rule.version()), seed);
                    }
                }
            }
        }

        /// Whether a release could have been stopped at between the two.
        private boolean between(Version low, Version high) {
            return versions.stream()
                    .filter(v -> low.isBelow(v) && v.isBelow(high) && !v.isPreRelease())
                    .anyMatch(v ->
                            rules.stream()
                                    .filter(rule -> rule.kind() == RuleKind.FORBIDDEN)
                                    .filter(rule -> rule.when().holdsFor(facts))
                                    .noneMatch(rule -> rule.version().sameAs(v)));
        }

        private void checkSteps(Hop hop, String seed) {
            List<Phase> phases = hop.steps().stream().map(s -> s.info().phase()).toList();
            assertEquals(phases.stream().sorted().toList(), phases, seed);
            List<Version> named =
                    hop.steps().stream().flatMap(s -> s.info().crossing().stream()).toList();
            assertEquals(named.stream().sorted(Comparator.naturalOrder()).toList(), named, seed);
            for (Version version : crossings) {
                boolean crossed = hop.from().isBelow(version) && hop.to().isAtLeast(version);
                boolean there =
                        hop.steps().stream()
                                .map(Step::info)
                                .anyMatch(i -> i.crossing().filter(version::equals).isPresent());
                assertEquals(crossed, there, seed);
            }
        }

        private Runbook book() {
            List<Runbook.StepRule> steps = new ArrayList<>();
            steps.add(Book.step("verify", Phase.VERIFY));
            for (int i = 0; i < crossings.size(); i++) {
                steps.add(Book.step("migrate-" + i, Phase.MIGRATE, crossings.get(i).text()));
            }
            steps.add(Book.step("stop", Phase.STOP));
            Book made = new Book("chance").route("only", FactCondition.ALWAYS, rules, steps);
            versions.forEach(version -> made.known(version.text()));
            return made.done();
        }

        private FactCondition when() {
            FactCondition yes = new FactCondition.Equals("flag", "yes");
            return random.nextBoolean() ? yes : new FactCondition.Not(yes);
        }

        private Version any() {
            return versions.get(random.nextInt(versions.size()));
        }

        private Version version() {
            String end = random.nextInt(8) == 0 ? "-beta" + random.nextInt(3) : "";
            return Version.of(1 + random.nextInt(3) + "." + random.nextInt(6) + end);
        }
    }
}
