package dev.handrail.cli.json;

import dev.handrail.report.MessageView;
import dev.handrail.model.Hop;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A plan as JSON. `plan`: `ready`, `up-to-date` or `blocked`. `product`: the id, and `name` the
/// readable name. `from` and `to`: versions, empty when unknown.
public sealed interface PlanView {
    /// A plan that can be run. `variables`: the values that scripts receive.
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
            Map<String, String> variables)
            implements PlanView {}

    /// A plan without steps: the product is up to date, or findings block the upgrade.
    record EmptyPlanView(
            String plan,
            String product,
            String name,
            String from,
            String to,
            List<FindingView> findings)
            implements PlanView {}

    /// The JSON of a plan; an up-to-date product has the same version in `from` and `to`.
    static PlanView of(Plan plan) {
        return switch (plan) {
            case Plan.Ready ready -> ofReady(ready);
            case Plan.UpToDate same ->
                    new EmptyPlanView(
                            "up-to-date",
                            same.product(),
                            same.productName(),
                            StableNames.versionText(Optional.of(same.version())),
                            StableNames.versionText(Optional.of(same.version())),
                            FindingView.listOf(same.findings()));
            case Plan.Blocked blocked ->
                    new EmptyPlanView(
                            "blocked",
                            blocked.product(),
                            blocked.productName(),
                            StableNames.versionText(blocked.from()),
                            StableNames.versionText(blocked.to()),
                            FindingView.listOf(blocked.findings()));
        };
    }

    private static ReadyPlanView ofReady(Plan.Ready plan) {
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
                plan.variables());
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
