package dev.handrail.store.runbook;

import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Runbook;
import dev.handrail.model.Step;

import java.util.List;
import java.util.Map;

/// Reads a route of a runbook.
final class RouteReader {
    /// The kinds of version rules by the field that holds the version.
    private static final Map<String, Runbook.VersionRule.RuleKind> RULES =
            Map.of(
                    "stop", Runbook.VersionRule.RuleKind.STOP,
                    "forbidden", Runbook.VersionRule.RuleKind.FORBIDDEN,
                    "stopBefore", Runbook.VersionRule.RuleKind.STOP_BEFORE,
                    "ceiling", Runbook.VersionRule.RuleKind.CEILING);

    private RouteReader() {}

    /// Adds an error for a role that is called `workstation`, and for steps with the same id.
    static Runbook.Route readRoute(RunbookField field) {
        List<String> roles = readRoles(field.at("roles"));
        RunbookReader.reportDuplicates(field.at("steps"), "id");
        List<RunbookField> steps = field.at("steps").listItems();
        steps.forEach(step -> checkDecides(step, steps));
        checkServices(steps);
        return new Runbook.Route(
                field.at("id").text(),
                field.at("name").message(),
                ConditionReader.readCondition(field.at("when")),
                roles,
                field.at("versions").readList(RouteReader::readVersionRule),
                field.at("steps").readList(new StepReader(roles)::readRule));
    }

    /// Adds an error for a step that decides for anything but a merge step of a later phase on the
    /// same server.
    private static void checkDecides(RunbookField deciding, List<RunbookField> steps) {
        RunbookField decides = deciding.at("decides");
        boolean found =
                steps.stream()
                        .filter(step -> step.at("id").text().equals(decides.text()))
                        .anyMatch(step -> canWriteFor(step, deciding));
        if (decides.isPresent() && !found) {
            decides.addError(Message.of("store.runbook.no-later-merge", decides.text()));
        }
    }

    private static boolean canWriteFor(RunbookField step, RunbookField deciding) {
        return step.at("merge").isPresent()
                && !step.at("decides").isPresent()
                && step.at("role").text().equals(deciding.at("role").text())
                && phaseOf(deciding).compareTo(phaseOf(step)) < 0;
    }

    private static Phase phaseOf(RunbookField step) {
        return step.at("phase").enumConstant(Phase.class, Phase.PREPARE);
    }

    /// Adds an error if services are stopped and never started, or started and never stopped.
    private static void checkServices(List<RunbookField> steps) {
        List<RunbookField> changes =
                steps.stream()
                        .map(step -> step.at("services"))
                        .filter(RunbookField::isPresent)
                        .toList();
        if (changes.stream().map(RunbookField::text).distinct().count() == 1) {
            changes.getFirst().addError(Message.of("store.runbook.services"));
        }
    }

    private static List<String> readRoles(RunbookField field) {
        List<String> roles = field.readList(RunbookField::text);
        if (roles.contains(Step.WORKSTATION)) {
            field.addError(Message.of("store.runbook.reserved-name", Step.WORKSTATION));
        }
        return roles;
    }

    private static Runbook.VersionRule readVersionRule(RunbookField field) {
        String kind =
                RULES.keySet().stream()
                        .filter(name -> field.at(name).isPresent())
                        .findFirst()
                        .orElse("stop");
        return new Runbook.VersionRule(
                RULES.getOrDefault(kind, Runbook.VersionRule.RuleKind.STOP),
                field.at(kind).readVersion(),
                ConditionReader.readCondition(field.at("when")),
                field.at("why").message(),
                field.at("source").text());
    }
}
