package dev.handrail.cli.json;

import dev.handrail.run.DurationRange;
import dev.handrail.run.PlanForecast;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// How long a plan takes, as JSON. `total`: its steps, without what people do. `down`: how long
/// services are down. `back`: the way back. Each is missing where it is unknown. `stops`: the plan
/// stops services. `measured`: earlier runs measured the downtime, with the time that people took.
record ForecastView(
        @Nullable RangeView total,
        @Nullable RangeView down,
        @Nullable RangeView back,
        boolean stops,
        boolean measured) {

    static ForecastView of(PlanForecast forecast) {
        return new ForecastView(
                RangeView.of(forecast.all()),
                RangeView.of(forecast.down()),
                RangeView.of(forecast.back()),
                forecast.stops(),
                forecast.measured());
    }

    /// `least`, `most`: in seconds. `runs`: on how many earlier runs it rests.
    record RangeView(double least, double most, int runs) {
        private static @Nullable RangeView of(Optional<DurationRange> range) {
            return range.map(known ->
                            new RangeView(
                                    known.least().toMillis() / 1000.0,
                                    known.most().toMillis() / 1000.0,
                                    known.runs()))
                    .orElse(null);
        }
    }
}
