package dev.handrail.store.history;

import dev.handrail.model.Plan;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.Target;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/// Converts events of earlier formats to the current one when they are read.
public final class EventUpgrader {
    private static final String WINDOW_ENDS = "WINDOW_ENDS";

    private EventUpgrader() {}

    /// Changes the body in place. `format`: the one in which the body was stored.
    public static void upgrade(String kind, int format, ObjectNode body) {
        if (format < 2 && kind.equals("run-started")) {
            addKindAndScope(body);
        }
        if (format < 3
                && kind.equals("run-started")
                && body.path("plan") instanceof ObjectNode plan) {
            moveWindowEnd(plan);
        }
    }

    /// Up to format 2, the end of the maintenance window was a variable of the plan. A value that
    /// is no moment stays, because a runbook may have a parameter of the same name.
    private static void moveWindowEnd(ObjectNode plan) {
        String moment = plan.path("variables").path(WINDOW_ENDS).asString("");
        if (isMoment(moment) && plan.path("variables") instanceof ObjectNode variables) {
            variables.remove(WINDOW_ENDS);
            plan.put("windowEnds", moment);
        }
    }

    private static boolean isMoment(String text) {
        try {
            return !Instant.parse(text).equals(Instant.MIN);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /// In format 1 the start of a run had neither kind nor scope.
    private static void addKindAndScope(ObjectNode start) {
        for (JsonNode place : start.path("places")) {
            if (place.path("target") instanceof ObjectNode target) {
                target.put("practice", isPracticeServer(target));
            }
        }
        start.put("kind", kind(start).name());
        start.put("scope", scope(start).name());
    }

    /// Tells the kind by the id of the route, as earlier versions did.
    private static RunKind kind(ObjectNode start) {
        return switch (start.path("plan").path("route").path("id").asString("")) {
            case Plan.PlanRoute.MENDING -> RunKind.FIX;
            case Plan.PlanRoute.VERIFICATION -> RunKind.VERIFICATION;
            default ->
                    start.path("origin").asString("").isEmpty()
                            ? RunKind.UPGRADE
                            : RunKind.ROLL_BACK;
        };
    }

    /// A run with one practice server is a practice run, as [RunScope#of] says.
    private static RunScope scope(ObjectNode start) {
        RunScope scope = RunScope.LIVE;
        for (JsonNode place : start.path("places")) {
            JsonNode target = place.path("target");
            if (target.path("host").asString("").equals(Target.RECORDING)) {
                return RunScope.RECORDED;
            }
            if (target.path("practice").asBoolean(false)) {
                scope = RunScope.PRACTICE;
            }
        }
        return scope;
    }

    /// Compares all fields that Handrail set for its practice servers, because the environment
    /// alone may be an admin's own word.
    private static boolean isPracticeServer(ObjectNode target) {
        return text(target, "environment").equals("practice")
                && text(target, "name").equals("Practice server")
                && text(target, "user").equals("practice")
                && text(target, "host").equals("127.0.0.1")
                && text(target, "keyFile").endsWith("user-key");
    }

    private static String text(ObjectNode target, String field) {
        return target.path(field).asString("");
    }
}
