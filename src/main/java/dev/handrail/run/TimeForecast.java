package dev.handrail.run;

import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells an admin before a point of no return how much time is left. `window`: the rest of the
/// maintenance window, negative if it is over, empty if the admin named none. `ahead`: how long the
/// remaining steps take. `back`: how long a roll-back takes. Both are empty if unknown.
public record TimeForecast(
        Optional<Duration> window, Optional<Duration> ahead, Optional<Duration> back) {

    public static TimeForecast of(Run run, StepTimes times, Instant now) {
        return new TimeForecast(
                run.start().plan().windowEnds().map(end -> Duration.between(now, end)),
                times.remainingDuration(run, now),
                times.rollbackDuration(run));
    }

    /// Returns whether the window is over or the remaining steps take longer than it lasts.
    private boolean exceedsWindow() {
        return window.filter(left ->
                        left.isNegative() || ahead.filter(a -> a.compareTo(left) > 0).isPresent())
                .isPresent();
    }

    /// `canGoBack`: whether the run can be rolled back at all.
    public Message toText(boolean canGoBack) {
        List<Message> lines = new ArrayList<>();
        if (exceedsWindow()) {
            lines.add(Question.NOT_ENOUGH_TIME);
        }
        window.map(TimeForecast::windowText).ifPresent(lines::add);
        lines.add(aheadText());
        if (canGoBack) {
            lines.add(backText());
        }
        return Message.lines(lines);
    }

    private Message aheadText() {
        return ahead.map(time -> Message.of("run.forecast.ahead", roundUp(time)))
                .orElse(Message.of("run.forecast.ahead-unknown"));
    }

    private Message backText() {
        return back.map(time -> Message.of("run.forecast.back", roundUp(time)))
                .orElse(Message.of("run.forecast.back-unknown"));
    }

    private static Message windowText(Duration left) {
        return left.isNegative()
                ? Message.of("run.forecast.window-over", roundUp(left.negated()))
                : Message.of("run.forecast.window", roundUp(left));
    }

    /// Rounds up to whole minutes, at least one, because nobody plans by seconds.
    private static Duration roundUp(Duration time) {
        return Duration.ofMinutes(Math.max(1, (time.toSeconds() + 59) / 60));
    }
}
