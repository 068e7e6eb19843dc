package dev.handrail.run;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Step;
import dev.handrail.model.bar.PlanBarBuilder;
import dev.handrail.model.bar.TimeBar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How long a plan takes, as earlier runs had it. `all`: its steps, without what people do. `down`:
/// how long services are down; empty as well if no step stops them. `back`: the way back from the
/// last moment at which there is one. `stops`: a step stops services. `measured`: earlier runs
/// measured the downtime, with failed attempts and the time that people took. `oneWay`: after some
/// step there is no way back. `rehearsed`: a rehearsal on a copy of the server measured the times.
/// `bar`: the plan on a line of time.
public record PlanForecast(
        Optional<DurationRange> all,
        Optional<DurationRange> down,
        Optional<DurationRange> back,
        boolean stops,
        boolean measured,
        boolean oneWay,
        boolean rehearsed,
        TimeBar bar) {

    /// `start`: when the plan starts.
    public static PlanForecast of(Plan.Ready plan, StepTimes times, Instant start) {
        List<Step> down =
                plan.hops().stream()
                        .flatMap(hop -> StepTimes.stepsWhileDown(hop).stream())
                        .toList();
        Optional<DurationRange> measured =
                down.isEmpty() ? Optional.empty() : times.downtimes().downtimeRange(plan);
        return new PlanForecast(
                times.rangeOf(stepsOf(plan).toList()),
                measured.or(() -> times.rangeOf(down)),
                times.undoRangeOf(undoneSteps(plan)),
                !down.isEmpty(),
                measured.isPresent(),
                stepsOf(plan).anyMatch(PlanForecast::isOneWay),
                times.rehearsed(),
                PlanBarBuilder.buildBar(plan, times::usualDuration, start));
    }

    private static Stream<Step> stepsOf(Plan.Ready plan) {
        return plan.hops().stream().flatMap(hop -> hop.steps().stream());
    }

    /// The steps before the first one-way step that a roll-back takes back by a script.
    private static List<Step> undoneSteps(Plan.Ready plan) {
        return stepsOf(plan)
                .takeWhile(step -> !isOneWay(step))
                .filter(step -> step instanceof Step.Script script && script.undo().isPresent())
                .toList();
    }

    private static boolean isOneWay(Step step) {
        return step.info().reversibility() == Reversibility.ONE_WAY;
    }

    /// On how many earlier runs the times rest; 0 if they are unknown.
    public int runs() {
        return all.map(DurationRange::runs).orElse(0);
    }

    /// Says what the times rest on and what is not in them.
    public Message restsText() {
        List<Message> parts = new ArrayList<>();
        if (rehearsed && (all.isPresent() || down.isPresent())) {
            parts.add(Message.of("run.forecast.rehearsed"));
            addOneWay(parts);
            return Message.sentences(parts.toArray(Message[]::new));
        }
        parts.add(
                all.isPresent()
                        ? Message.of("run.forecast.rests", runs())
                        : Message.of("run.forecast.rests-not"));
        if (measured) {
            int downRuns = down.map(DurationRange::runs).orElse(0);
            parts.add(Message.of("run.forecast.rests-down", downRuns));
        }
        addOneWay(parts);
        return Message.sentences(parts.toArray(Message[]::new));
    }

    private void addOneWay(List<Message> parts) {
        if (oneWay) {
            parts.add(Message.of("run.forecast.back-until"));
        }
    }
}
