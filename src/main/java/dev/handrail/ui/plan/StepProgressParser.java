package dev.handrail.ui.plan;

import dev.handrail.model.Step;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads how much of a step is done. It believes only Handrail's own copying, the marker of a
/// runbook, and tools that count a total of their own; any other percentage is that of a part.
final class StepProgressParser {
    /// What Handrail prints while it copies.
    private static final Pattern COPIED = Pattern.compile("^([0-9]{1,3}) %");

    private static final Pattern MARKER =
            Pattern.compile("^==> Progress: ([0-9]{1,9}) of ([0-9]{1,9})\\b");

    /// git, apt, and rsync with `--info=progress2`.
    private static final Pattern TOOL =
            Pattern.compile(
                    "^(?:Receiving objects: +([0-9]{1,3})% \\([0-9]+/[0-9]+\\)"
                            + "|Progress: \\[ *([0-9]{1,3})%]"
                            + "| *[0-9,.]+[KMGT]? +([0-9]{1,3})% .*\\(xfr#[0-9]+, (?:ir|to)-chk=)");

    private StepProgressParser() {}

    /// Returns the part that is done, from 0 to 1. Empty if the line says nothing about the whole.
    static OptionalDouble parseProgress(Step step, String line) {
        Matcher marker = MARKER.matcher(line);
        if (marker.find()) {
            double total = Double.parseDouble(marker.group(2));
            return total == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Math.min(1, Double.parseDouble(marker.group(1)) / total));
        }
        Matcher percent = (step instanceof Step.Copy ? COPIED : TOOL).matcher(line);
        return percent.find()
                ? OptionalDouble.of(Math.min(100, firstGroup(percent)) / 100.0)
                : OptionalDouble.empty();
    }

    private static int firstGroup(Matcher found) {
        return Stream.iterate(1, group -> group + 1)
                .limit(found.groupCount())
                .map(found::group)
                .filter(text -> text != null)
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }
}
