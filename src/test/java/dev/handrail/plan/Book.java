package dev.handrail.plan;

import dev.handrail.model.FactCondition;
import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Runbook;
import dev.handrail.model.Runbook.StepRule.HopPosition;
import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Writes small runbooks and facts for tests.
public final class Book {
    private final String id;
    private final List<Runbook.Release> known = new ArrayList<>();
    private final List<Runbook.Parameter> parameters = new ArrayList<>();
    private final List<Runbook.Check> checks = new ArrayList<>();
    private final List<Runbook.Note> notes = new ArrayList<>();
    private final List<Runbook.Route> routes = new ArrayList<>();

    public Book(String id) {
        this.id = id;
    }

    public Book known(String... versions) {
        for (String version : versions) {
            known.add(new Runbook.Release(Version.of(version), "", ""));
        }
        return this;
    }

    public Book parameter(String key, String fact, String otherwise, String... choices) {
        parameters.add(
                new Runbook.Parameter(
                        key,
                        Message.literal(key),
                        Message.literal("Help."),
                        Optional.of(fact),
                        otherwise,
                        List.of(choices)));
        return this;
    }

    public Book check(
            String key,
            Finding.Severity severity,
            String crossing,
            FactCondition when,
            boolean waiv) {
        checks.add(
                new Runbook.Check(
                        key,
                        severity,
                        version(crossing),
                        when,
                        Message.literal("Title of " + key + " from {from} to {to}"),
                        Message.literal("PostgreSQL is {postgresql.version}."),
                        Message.literal("install {postgresql.version}"),
                        "source",
                        waiv,
                        Optional.empty()));
        return this;
    }

    public Book note(String crossing, String text) {
        notes.add(
                new Runbook.Note(
                        Version.of(crossing),
                        FactCondition.ALWAYS,
                        Message.literal(text),
                        "CHANGES"));
        return this;
    }

    public Book route(
            String route,
            FactCondition when,
            List<VersionRule> rules,
            List<Runbook.StepRule> steps) {
        routes.add(
                new Runbook.Route(
                        route,
                        Message.literal("By " + route),
                        when,
                        List.of("server"),
                        rules,
                        steps));
        return this;
    }

    public Runbook done() {
        ScriptText empty = new ScriptText("empty.sh", "");
        return new Runbook(
                id,
                id,
                Message.EMPTY,
                empty,
                empty,
                Optional.empty(),
                Optional.empty(),
                known,
                parameters,
                checks,
                notes,
                List.of(),
                routes);
    }

    public static VersionRule rule(VersionRule.RuleKind kind, String version, FactCondition when) {
        return new VersionRule(
                kind, Version.of(version), when, Message.literal("Why " + version + "."), "docs");
    }

    public static VersionRule rule(VersionRule.RuleKind kind, String version) {
        return rule(kind, version, FactCondition.ALWAYS);
    }

    public static Runbook.StepRule step(String id, Phase phase) {
        return step(id, phase, "", HopPosition.EVERY_HOP);
    }

    public static Runbook.StepRule step(String id, Phase phase, String crossing) {
        return step(id, phase, crossing, HopPosition.EVERY_HOP);
    }

    public static Runbook.StepRule step(
            String id, Phase phase, String crossing, HopPosition where) {
        return new Runbook.StepRule(
                FactCondition.ALWAYS, where, script(info(id, phase, crossing, Reversibility.FREE)));
    }

    public static Step.StepInfo info(String id, Phase phase, String crossing, Reversibility back) {
        return new Step.StepInfo(
                id,
                phase,
                Message.literal("Do " + id),
                Message.literal("Why."),
                "server",
                back,
                false,
                "",
                version(crossing));
    }

    public static Step.Script script(Step.StepInfo info) {
        return new Step.Script(
                info,
                new ScriptText(info.id() + ".sh", "echo " + info.id() + "\n"),
                Optional.empty(),
                Optional.of(new ScriptText("undo-" + info.id() + ".sh", "echo back\n")),
                Step.Evidence.EXIT_CODE,
                List.of(),
                Duration.ofMinutes(30),
                true,
                false);
    }

    /// Facts from `key=value` words.
    public static Facts facts(String... keyValues) {
        return new Facts(
                Arrays.stream(keyValues)
                        .map(pair -> pair.split("=", 2))
                        .map(pair -> new Facts.Fact(pair[0], pair[1], "seen"))
                        .toList());
    }

    public static List<Version> versions(String... texts) {
        return Arrays.stream(texts).map(Version::of).toList();
    }

    private static Optional<Version> version(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Version.of(text));
    }
}
