package dev.handrail.run;

import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an admin should know before going on past a point of no return. `window`: what is left of
/// the maintenance window, negative when it is over; empty when the admin named none. `ahead`,
/// `back`: empty when nobody knows.
public record TimeForecast(
        Optional<Duration> window, Optional<Duration> ahead, Optional<Duration> back) {

    public static TimeForecast of(Run run, StepTimes times, Instant now) {
        return new TimeForecast(
                run.start().plan().windowEnds().map(end -> Duration.between(now, end)),
                times.remainingDuration(run, now),
                times.rollbackDuration(run));
    }

    /// Whether the steps ahead do not fit into the window any more.
    private boolean exceedsWindow() {
        return window.filter(left ->
                        left.isNegative() || ahead.filter(a -> a.compareTo(left) > 0).isPresent())
                .isPresent();
    }

    /// `canGoBack`: whether going back is possible at all.
    public Message toText(boolean canGoBack) {
        List<Message> lines = new ArrayList<>();
        if (exceedsWindow()) {
            lines.add(Question.NOT_ENOUGH_TIME);
        }
        window.ifPresent(left ->
                lines.add(
                        Message.literal(
                                left.isNegative()
                                        ? "Your maintenance window ended "
                                                + formatDuration(left.negated())
                                                + " ago."
                                        : "Your maintenance window ends in "
                                                + formatDuration(left)
                                                + ".")));
        lines.add(
                Message.literal(
                        ahead.map(time ->
                                        "As in earlier runs, the steps ahead take about "
                                                + formatDuration(time)
                                                + "; what a person does is not counted.")
                                .orElse(
                                        "How long the steps ahead take is not known: no earlier run"
                                                + " has done all of them.")));
        if (canGoBack) {
            lines.add(
                    Message.literal(
                            back.map(time ->
                                            "Going back from here takes about "
                                                    + formatDuration(time)
                                                    + ".")
                                    .orElse("How long going back from here takes is not known.")));
        }
        return Message.lines(lines);
    }

    /// Nobody plans by seconds.
    private static String formatDuration(Duration time) {
        long minutes = Math.max(1, (time.toSeconds() + 59) / 60);
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
