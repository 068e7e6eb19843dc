package dev.handrail.ui.run;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.run.StepTimes;
import dev.handrail.run.StepTimes.StepTiming;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts that tell a slow step from a stuck one: time without output, last contact with the server,
/// and earlier durations of the step. They mention output that is missing for 15 seconds, and a
/// server that gives no sign for 40 seconds.
record LivenessText(Texts texts, StepTimes times) {
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration LOST = Duration.ofSeconds(40);

    /// Returns the text for a running step, or an empty one while there is nothing to say. Called
    /// several times a second on the FX thread.
    String of(Run run, StepRun step, RunModel model, Instant now) {
        return Stream.of(stateText(run, step, model, now), earlierTimesText(run, step))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /// Says the most important state only: how far Handrail has read the output, no sign from the
    /// server, or no output. While the connection is lost it returns an empty text, because a
    /// notice above the steps already says so; and while the run waits for an answer, because then
    /// Handrail expects to hear nothing.
    private String stateText(Run run, StepRun step, RunModel model, Instant now) {
        RunModel.ReadProgress reading = model.readProgress();
        if (run.away().isPresent() || new RunSituation(run).blockingQuestion().isPresent()) {
            return "";
        } else if (reading != null && reading.step() == step.seq()) {
            return texts.get(
                    "life.reading", toMegabytes(reading.read()), toMegabytes(reading.all()));
        }
        return silenceText(model, now);
    }

    /// Says that the server gives no sign, or that the step prints nothing; empty while neither
    /// takes long.
    private String silenceText(RunModel model, Instant now) {
        Duration unheard = timeSince(model.heardAt(), now);
        Duration silent = timeSince(model.printedAt(), now);
        if (unheard.compareTo(LOST) > 0) {
            String lastSign = texts.formatDateTime(now.minus(unheard));
            return texts.get("life.no-sign", lastSign, texts.formatDuration(unheard));
        }
        return silent.compareTo(QUIET) > 0
                ? texts.get("life.silent", texts.formatDuration(silent))
                : "";
    }

    /// Says since when the connection is lost, and when Handrail tries again. `next` is null, or in
    /// the past, while a try is under way.
    String awayText(Instant since, @Nullable Instant next, Instant now) {
        String lostAt = texts.formatDateTime(since);
        String lostFor = texts.formatDuration(Duration.between(since, now));
        return texts.get("life.away", lostAt, lostFor) + " " + nextTryText(next, now);
    }

    private String nextTryText(@Nullable Instant next, Instant now) {
        return next == null || !next.isAfter(now)
                ? texts.get("life.trying")
                : texts.get("life.next-try", texts.formatDuration(Duration.between(now, next)));
    }

    /// Rounds up, so that a few bytes do not appear as 0 MB.
    private static long toMegabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }

    /// Returns zero for a moment that is unknown.
    private static Duration timeSince(@Nullable Instant moment, Instant now) {
        return moment == null ? Duration.ZERO : Duration.between(moment, now);
    }

    /// Says how long the step took on this server last time, and the shortest and longest duration
    /// on other servers. Empty when no earlier run had the step.
    private String earlierTimesText(Run run, StepRun step) {
        String server = StepTimes.serverAddress(run, step.step());
        Map<Boolean, List<Duration>> past =
                times.pastTimings(step.step()).stream()
                        .collect(
                                Collectors.partitioningBy(
                                        one -> one.server().equals(server),
                                        Collectors.mapping(StepTiming::took, Collectors.toList())));
        String here = lastTimeText(past.getOrDefault(true, List.of()));
        String elsewhere = otherServersText(past.getOrDefault(false, List.of()));
        return (here + " " + elsewhere).strip();
    }

    /// `durations`: those on this server, the latest first.
    private String lastTimeText(List<Duration> durations) {
        return durations.isEmpty()
                ? ""
                : texts.get("life.last-here", texts.formatDuration(durations.getFirst()));
    }

    private String otherServersText(List<Duration> durations) {
        if (durations.isEmpty()) {
            return "";
        }
        String least = texts.formatDuration(Collections.min(durations));
        String most = texts.formatDuration(Collections.max(durations));
        return least.equals(most)
                ? texts.get("life.elsewhere", least)
                : texts.get("life.elsewhere-between", least, most);
    }
}
