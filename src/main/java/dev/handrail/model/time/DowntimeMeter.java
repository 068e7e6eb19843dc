package dev.handrail.model.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Adds up the downtime of a run from its steps, in their order. Not thread-safe.
///
/// It never compares the clocks of two machines: where one server did not measure begin and end, it
/// takes the time that passed on Handrail's own clock.
public final class DowntimeMeter {
    private final List<TimeSpan> spans = new ArrayList<>();
    private Duration ended = Duration.ZERO;
    private boolean approximate;
    private Optional<Interval> open = Optional.empty();
    private boolean doubtful;

    /// `attempt`: the attempt that stops the services first. `times`: those of that attempt.
    private record Interval(
            long attempt, String role, Instant since, Optional<ServerTimes> times) {}

    /// A step that stops services begins; `attempt` is its number.
    public void openInterval(long attempt, String role, Instant at) {
        open = open.or(() -> Optional.of(new Interval(attempt, role, at, Optional.empty())));
    }

    /// The attempt has ended, and this is what its server measured.
    public void addTimes(long attempt, Optional<ServerTimes> times) {
        open =
                open.map(interval ->
                        interval.attempt() == attempt
                                ? new Interval(attempt, interval.role(), interval.since(), times)
                                : interval);
    }

    /// The attempt to stop services has never begun, so it has stopped nothing.
    public void dropInterval(long attempt) {
        open = open.filter(interval -> interval.attempt() != attempt);
    }

    /// An attempt to stop services has ended. `stopped`: well; else nobody knows what it stopped,
    /// unless another one had stopped them before.
    public void noteStop(long attempt, boolean stopped) {
        if (stopped) {
            doubtful = false;
        } else {
            doubtful |= open.filter(interval -> interval.attempt() == attempt).isPresent();
        }
    }

    /// The services run again. `at`: when Handrail heard of it.
    public void closeInterval(String role, Instant at, Optional<ServerTimes> times) {
        open.ifPresent(interval -> {
            Optional<ServerTimes> begin =
                    interval.times().filter(known -> interval.role().equals(role));
            approximate |= begin.isEmpty() || times.filter(begin.get()::isSameBoot).isEmpty();
            ended =
                    ended.plus(
                            begin.flatMap(from -> times.map(from::durationUntilEndOf))
                                    .orElseGet(() -> ownTime(interval.since(), at, times)));
            spans.add(new TimeSpan(interval.since(), Optional.of(endOf(at, times))));
        });
        open = Optional.empty();
        doubtful = false;
    }

    private static Duration ownTime(Instant since, Instant at, Optional<ServerTimes> times) {
        Instant end = endOf(at, times);
        return end.isAfter(since) ? Duration.between(since, end) : Duration.ZERO;
    }

    private static Instant endOf(Instant at, Optional<ServerTimes> times) {
        return at.minus(times.map(ServerTimes::late).orElse(Duration.ZERO));
    }

    /// When services were down, by Handrail's clock.
    public List<TimeSpan> downSpans() {
        return Stream.concat(
                        spans.stream(),
                        open.map(interval -> TimeSpan.startingAt(interval.since())).stream())
                .toList();
    }

    public Downtime currentDowntime() {
        return new Downtime(
                ended, open.map(Interval::since), approximate, doubtful && open.isPresent());
    }
}
