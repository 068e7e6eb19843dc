package dev.handrail.ui.run;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.run.StepTimes;
import dev.handrail.run.StepTimes.StepTiming;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts that tell a slow step from a stuck one: time without output, last contact with the server,
/// and earlier durations of the step.
record LivenessText(Texts texts, StepTimes times) {
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration LOST = Duration.ofSeconds(40);

    /// The text for a running step; empty while there is nothing to say.
    String of(Run run, StepRun step, RunModel model, Instant now) {
        return Stream.of(stateText(run, step, model, now), earlierTimesText(run, step))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String stateText(Run run, StepRun step, RunModel model, Instant now) {
        if (run.away().isPresent()) {
            return "";
        }
        RunModel.ReadProgress reading = model.readProgress();
        if (reading != null && reading.step() == step.seq()) {
            return texts.get(
                    "life.reading", toMegabytes(reading.read()), toMegabytes(reading.all()));
        }
        Duration unheard = timeSince(model.heardAt(), now);
        if (unheard.compareTo(LOST) > 0) {
            return texts.get(
                    "life.no-sign",
                    texts.formatDateTime(now.minus(unheard)),
                    texts.formatDuration(unheard));
        }
        Duration silent = timeSince(model.printedAt(), now);
        return silent.compareTo(QUIET) > 0
                ? texts.get("life.silent", texts.formatDuration(silent))
                : "";
    }

    /// Since when the connection is lost, and when Handrail tries again.
    String awayText(Instant since, @Nullable Instant next, Instant now) {
        String lostFor =
                texts.get(
                        "life.away",
                        texts.formatDateTime(since),
                        texts.formatDuration(Duration.between(since, now)));
        String then =
                next == null || !next.isAfter(now)
                        ? texts.get("life.trying")
                        : texts.get(
                                "life.next-try", texts.formatDuration(Duration.between(now, next)));
        return lostFor + " " + then;
    }

    private static long toMegabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }

    private static Duration timeSince(@Nullable Instant moment, Instant now) {
        return moment == null ? Duration.ZERO : Duration.between(moment, now);
    }

    private String earlierTimesText(Run run, StepRun step) {
        List<StepTiming> past = times.pastTimings(step.step());
        String server = StepTimes.serverAddress(run, step.step());
        String here =
                past.stream()
                        .filter(one -> one.server().equals(server))
                        .findFirst()
                        .map(one -> texts.get("life.last-here", texts.formatDuration(one.took())))
                        .orElse("");
        List<Duration> others =
                past.stream()
                        .filter(one -> !one.server().equals(server))
                        .map(StepTiming::took)
                        .sorted()
                        .toList();
        if (others.isEmpty()) {
            return here;
        }
        String least = texts.formatDuration(others.getFirst());
        String most = texts.formatDuration(others.getLast());
        String elsewhere =
                least.equals(most)
                        ? texts.get("life.elsewhere", least)
                        : texts.get("life.elsewhere-between", least, most);
        return (here + " " + elsewhere).strip();
    }
}
