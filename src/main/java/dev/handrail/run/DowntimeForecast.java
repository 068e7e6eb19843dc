package dev.handrail.run;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Version;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// How long services will be down, as earlier runs that succeeded had them down: with failed
/// attempts and the time that people took. `past`: the newest first.
public record DowntimeForecast(List<PastDowntime> past) {
    static final DowntimeForecast NONE = new DowntimeForecast(List.of());

    public DowntimeForecast {
        past = List.copyOf(past);
    }

    /// The downtime of one run. `route`: the id of its route.
    public record PastDowntime(
            String route, Version from, Version to, int hops, Duration downtime) {
        private static PastDowntime of(Run run) {
            Plan.Ready plan = run.start().plan();
            return new PastDowntime(
                    plan.route().id(),
                    plan.from(),
                    plan.to(),
                    plan.hops().size(),
                    run.downtime().ended());
        }

        private boolean isSameWay(Plan.Ready plan) {
            return isSimilarWay(plan) && from.equals(plan.from()) && to.equals(plan.to());
        }

        private boolean isSimilarWay(Plan.Ready plan) {
            return route.equals(plan.route().id()) && hops == plan.hops().size();
        }
    }

    static DowntimeForecast of(Collection<Run> runs) {
        return new DowntimeForecast(
                runs.stream()
                        .filter(Run::hasSucceeded)
                        .filter(run -> run.downtime().hasBegun() && !run.downtime().isDown())
                        .map(PastDowntime::of)
                        .toList());
    }

    /// Returns the shortest and the longest downtime of the runs between the same versions, else of
    /// those with the same route and number of hops. Empty if there was none.
    Optional<DurationRange> downtimeRange(Plan.Ready plan) {
        return DurationRange.of(downtimesOf(run -> run.isSameWay(plan)))
                .or(() -> DurationRange.of(downtimesOf(run -> run.isSimilarWay(plan))));
    }

    private List<Duration> downtimesOf(Predicate<PastDowntime> wanted) {
        return past.stream().filter(wanted).map(PastDowntime::downtime).toList();
    }
}
