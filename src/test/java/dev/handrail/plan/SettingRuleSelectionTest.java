package dev.handrail.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.FactCondition;
import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook.Route;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.SettingRule.RuleChange;
import dev.handrail.model.Runbook.StepRule;
import dev.handrail.model.Runbook.StepRule.HopPosition;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// A rule for a setting belongs to the first hop that reaches its version.
@Tag("fast")
class SettingRuleSelectionTest {
    @Test
    void eachRuleStandsInTheFirstHopThatReachesIt() {
        List<SettingRule> rules =
                List.of(
                        rule("always", ""),
                        rule("old", "1.0"),
                        rule("next", "3.0"),
                        rule("far", "9"));
        List<Hop> hops =
                new StepSelector(route(), new Facts(List.of()), rules)
                        .buildHops(List.of(range("2.0", "2.5"), range("2.5", "3.0")));
        assertEquals(List.of("always", "old"), keys(hops.get(0)));
        assertEquals(List.of("next"), keys(hops.get(1)));
    }

    private static List<String> keys(Hop hop) {
        Step.Merge merge = (Step.Merge) hop.steps().getFirst();
        return merge.rules().stream().map(SettingRule::key).toList();
    }

    private static VersionRange range(String from, String to) {
        return new VersionRange(Version.of(from), Version.of(to));
    }

    private static SettingRule rule(String key, String since) {
        return new SettingRule(
                key,
                "x.conf",
                key,
                RuleChange.REMOVED,
                "",
                "",
                Optional.of(since).filter(text -> !text.isEmpty()).map(Version::of),
                Message.EMPTY,
                "docs");
    }

    private static Route route() {
        Step.StepInfo info =
                new Step.StepInfo(
                        "merge",
                        Phase.CONFIGURE,
                        Message.EMPTY,
                        Message.EMPTY,
                        "server",
                        Reversibility.FREE,
                        false,
                        "",
                        Optional.empty());
        Step step = new Step.Merge(info, new ScriptText("files.sh", ""));
        return new Route(
                "in-place",
                Message.EMPTY,
                FactCondition.ALWAYS,
                List.of("server"),
                List.of(),
                List.of(new StepRule(FactCondition.ALWAYS, HopPosition.EVERY_HOP, step)));
    }
}
