package dev.handrail.run;

import dev.handrail.model.Message;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The shortest and the longest time that something took in earlier runs. `runs`: how many those
/// are.
public record DurationRange(Duration least, Duration most, int runs) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Empty if there is none.
    static Optional<DurationRange> of(List<Duration> times) {
        return times.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DurationRange(
                                Collections.min(times), Collections.max(times), times.size()));
    }

    /// Returns the sum; empty if a part is unknown, or if there is no part. It rests on as many
    /// runs as the part with the fewest.
    static Optional<DurationRange> sumOf(Collection<Optional<DurationRange>> parts) {
        return parts.stream()
                .reduce((sum, part) -> sum.flatMap(all -> part.map(all::plus)))
                .flatMap(sum -> sum);
    }

    private DurationRange plus(DurationRange other) {
        return new DurationRange(
                least.plus(other.least), most.plus(other.most), Math.min(runs, other.runs));
    }

    /// Whole minutes, because nobody plans by seconds: "4 min to 6 min".
    public Message toText() {
        Duration from = toMinutes(least);
        Duration to = toMinutes(most);
        if (to.isZero()) {
            return Message.of("run.forecast.under-a-minute");
        } else if (from.equals(to)) {
            return Message.of("run.forecast.about", to);
        }
        return from.isZero()
                ? Message.of("run.forecast.up-to", to)
                : Message.of("run.forecast.between", from, to);
    }

    /// The same while it lasts: "usually 4 min to 6 min, 3 min so far".
    public Message toTextWhile(Duration soFar) {
        return Message.of("run.forecast.so-far", toText(), soFar);
    }

    private static Duration toMinutes(Duration time) {
        return MINUTE.multipliedBy((time.toSeconds() + 30) / 60);
    }
}
