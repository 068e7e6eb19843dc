package dev.handrail.cli.json;

import dev.handrail.model.Hop;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.report.MessageView;
import dev.handrail.run.PlanForecast;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A plan as JSON. `plan`: `ready`, `up-to-date` or `blocked`. `product`: the id, and `name` the
/// readable name. `from` and `to`: versions, empty when unknown.
public sealed interface PlanView {
    /// A plan that can be run. `variables`: the values that scripts receive. `windowEnds`: when the
    /// maintenance window ends, in UTC, or empty. `forecast`: how long it takes; missing in the
    /// plan of a run that has started.
    record ReadyPlanView(
            String plan,
            String product,
            String name,
            String from,
            String to,
            RouteView route,
            List<HopView> hops,
            List<FindingView> findings,
            List<NoteView> notes,
            Map<String, String> variables,
            String windowEnds,
            @Nullable ForecastView forecast)
            implements PlanView {}

    /// A plan without steps: the product is up to date, or findings block the upgrade.
    record EmptyPlanView(
            String plan,
            String product,
            String name,
            String from,
            String to,
            List<FindingView> findings)
            implements PlanView {

        private static EmptyPlanView of(Plan.UpToDate plan) {
            String version = plan.version().text();
            return new EmptyPlanView(
                    "up-to-date",
                    plan.product(),
                    plan.productName(),
                    version,
                    version,
                    FindingView.listOf(plan.findings()));
        }

        private static EmptyPlanView of(Plan.Blocked plan) {
            return new EmptyPlanView(
                    "blocked",
                    plan.product(),
                    plan.productName(),
                    StableNames.versionText(plan.from()),
                    StableNames.versionText(plan.to()),
                    FindingView.listOf(plan.findings()));
        }
    }

    /// The JSON of a plan; an up-to-date product has the same version in `from` and `to`.
    static PlanView of(Plan plan) {
        return switch (plan) {
            case Plan.Ready ready -> ofReady(ready, null);
            case Plan.UpToDate same -> EmptyPlanView.of(same);
            case Plan.Blocked blocked -> EmptyPlanView.of(blocked);
        };
    }

    /// The JSON of a plan with how long it takes, as earlier runs had it.
    static PlanView of(Plan.Ready plan, PlanForecast forecast) {
        return ofReady(plan, ForecastView.of(forecast));
    }

    private static ReadyPlanView ofReady(Plan.Ready plan, @Nullable ForecastView forecast) {
        return new ReadyPlanView(
                "ready",
                plan.product(),
                plan.productName(),
                plan.from().text(),
                plan.to().text(),
                RouteView.of(plan.route()),
                plan.hops().stream().map(HopView::of).toList(),
                FindingView.listOf(plan.findings()),
                plan.notes().stream().map(NoteView::of).toList(),
                plan.variables(),
                plan.windowEnds().map(Instant::toString).orElse(""),
                forecast);
    }

    /// The way of upgrading. `roles`: one for each server that takes part, the first one first.
    record RouteView(
            String id, String name, @Nullable MessageView nameMessage, List<String> roles) {
        static RouteView of(Plan.PlanRoute route) {
            return new RouteView(
                    route.id(),
                    MessageView.englishText(route.name()),
                    MessageView.of(route.name()),
                    route.roles());
        }
    }

    /// The way from one version to the next. `number`: counted from 1.
    record HopView(int number, String from, String to, List<StepView> steps) {
        /// Includes all steps of the hop, also those that only a person can do.
        static HopView of(Hop hop) {
            return new HopView(
                    hop.number(),
                    hop.from().text(),
                    hop.to().text(),
                    hop.steps().stream().map(StepView::of).toList());
        }
    }

    /// Something that an admin must know before crossing a version. `source`: where it is written.
    record NoteView(
            String crossing, String text, @Nullable MessageView textMessage, String source) {
        static NoteView of(Runbook.Note note) {
            return new NoteView(
                    note.crossing().text(),
                    MessageView.englishText(note.text()),
                    MessageView.of(note.text()),
                    note.source());
        }
    }
}
