package dev.handrail.store;

import dev.handrail.model.Runbook;
import dev.handrail.model.Step;

import java.util.List;
import java.util.Map;

/// Reads a route of a runbook.
final class RouteReader {
    private static final Map<String, Runbook.VersionRule.Kind> RULES =
            Map.of(
                    "stop", Runbook.VersionRule.Kind.STOP,
                    "forbidden", Runbook.VersionRule.Kind.FORBIDDEN,
                    "stopBefore", Runbook.VersionRule.Kind.STOP_BEFORE,
                    "ceiling", Runbook.VersionRule.Kind.CEILING);

    private RouteReader() {}

    static Runbook.Route read(RunbookField field) {
        List<String> roles = field.at("roles").list(RunbookField::text);
        if (roles.contains(Step.WORKSTATION)) {
            field.at("roles").error("the name " + Step.WORKSTATION + " is taken: choose another.");
        }
        RunbookReader.unique(field.at("steps"), "id");
        return new Runbook.Route(
                field.at("id").text(),
                field.at("name").text(),
                ConditionReader.read(field.at("when")),
                roles,
                field.at("versions").list(RouteReader::rule),
                field.at("steps").list(new StepReader(roles)::read));
    }

    private static Runbook.VersionRule rule(RunbookField field) {
        String kind =
                RULES.keySet().stream()
                        .filter(name -> field.at(name).present())
                        .findFirst()
                        .orElse("stop");
        return new Runbook.VersionRule(
                RULES.getOrDefault(kind, Runbook.VersionRule.Kind.STOP),
                field.at(kind).version(),
                ConditionReader.read(field.at("when")),
                field.at("why").text(),
                field.at("source").text());
    }
}
