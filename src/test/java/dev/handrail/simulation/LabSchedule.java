package dev.handrail.simulation;

import dev.handrail.simulation.Faults.FaultKind;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A schedule of faults of the booted lab, as `src/lab/faults --schedules` prints it, in the terms
/// of the simulation. `spoiled`: a step is made to fail. `retries`: how often the admin tries again
/// before the way back.
record LabSchedule(String name, boolean spoiled, int retries, List<LabFault> faults) {
    private static final Pattern LINE =
            Pattern.compile(
                    "(\\S+) \\S+ \\((?:made to fail|(\\d+) retries before going back)\\): (.*)");
    private static final Pattern FAULT =
            Pattern.compile(
                    "(\\w+) at (\\S+) \\+ ([0-9.]+) s for ([0-9.]+) s(?: by ([+-]\\d+) h)?");
    private static final String SPOILED = "migrate";

    /// Of the lab's products; a step that is not named here has the same name in both.
    private static final Map<String, String> STEPS =
            Map.ofEntries(
                    Map.entry("fetch", "prepare"),
                    Map.entry("count", "prepare"),
                    Map.entry("checkout", "upgrade"),
                    Map.entry("packages", "upgrade"),
                    Map.entry("upgrade-script", SPOILED),
                    Map.entry("mistral-db", SPOILED),
                    Map.entry("migrate-1-5", SPOILED),
                    Map.entry("migrate-2-1-scopes", SPOILED),
                    Map.entry("reload", SPOILED),
                    Map.entry("verify-data", "verify"),
                    Map.entry("undo-upgrade-script", "undo-migrate"),
                    Map.entry("undo-checkout", "undo-upgrade"),
                    Map.entry("undo-packages", "undo-upgrade"));

    /// `delay`: after its step has begun. `clock`: by how much the workstation's clock moves.
    record LabFault(FaultKind kind, String step, Duration delay, Duration lasts, Duration clock) {}

    static LabSchedule parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        boolean spoiled = matcher.group(2) == null;
        List<LabFault> faults =
                FAULT.matcher(matcher.group(3))
                        .results()
                        .flatMap(
                                fault -> kindsOf(fault.group(1)).map(kind -> newFault(kind, fault)))
                        .toList();
        int retries = spoiled ? 1 : Integer.parseInt(matcher.group(2));
        return new LabSchedule(matcher.group(1), spoiled, retries, faults);
    }

    /// A cut of the link stands for a firewall and for an end of sshd, too; the simulated disk
    /// forgets in every power cut.
    private static Stream<FaultKind> kindsOf(String lab) {
        return switch (lab) {
            case "kill" -> Stream.of(FaultKind.KILL);
            case "link", "drop", "sshd" -> Stream.of(FaultKind.LINK_CUT);
            case "sleep" -> Stream.of(FaultKind.LINK_CUT, FaultKind.WORKSTATION_CLOCK);
            case "clock" -> Stream.of(FaultKind.WORKSTATION_CLOCK);
            case "reboot", "power", "forget" -> Stream.of(FaultKind.SERVER_POWER);
            case "disk" -> Stream.of(FaultKind.SERVER_DISK_FULL);
            case "home" -> Stream.of(FaultKind.WORKSTATION_DISK_FULL);
            default -> throw new IllegalArgumentException(lab);
        };
    }

    private static LabFault newFault(FaultKind kind, MatchResult fault) {
        String hours = fault.group(5);
        return new LabFault(
                kind,
                STEPS.getOrDefault(fault.group(2), fault.group(2)),
                seconds(fault.group(3)),
                seconds(fault.group(4)),
                Duration.ofHours(hours == null ? 0 : Long.parseLong(hours)));
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis((long) (1000 * Double.parseDouble(text)));
    }

    /// Whether this step of the product is made to fail.
    boolean spoils(String action) {
        return spoiled && action.equals(SPOILED);
    }
}
