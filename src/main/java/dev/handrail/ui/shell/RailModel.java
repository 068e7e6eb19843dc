package dev.handrail.ui.shell;

import dev.handrail.detect.Found;
import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.session.Session;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What the rail says, derived from the session.
final class RailModel {
    private static final int MOST_STEPS = 10;

    private final Texts texts;
    private final Session session;
    private final Supplier<Instant> now;
    private final List<RailEntry> entries = new ArrayList<>();
    private Instant until = Instant.EPOCH;

    RailModel(Texts texts, Session session, Supplier<Instant> now) {
        this.texts = texts;
        this.session = session;
        this.now = now;
    }

    List<RailEntry> entries(Place here) {
        entries.clear();
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        until = model == null || run == null || model.live() ? now.get() : run.lastAt();
        top(PageKind.HOME);
        top(PageKind.HISTORY);
        heading(texts.get(heading(run)));
        connect(here);
        detect(here, run);
        plan(here, run);
        if (run != null) {
            hops(run, here);
        } else {
            planned();
        }
        summary(run);
        return List.copyOf(entries);
    }

    private static String heading(@Nullable Run run) {
        if (run != null && run.isVerification()) {
            return "rail.verification";
        }
        return run != null && run.isRollback() ? "rail.rollback" : "rail.upgrade";
    }

    private void top(PageKind kind) {
        entries.add(
                RailEntry.of(RailEntry.Kind.TOP, texts.of("page", kind), Mark.TODO)
                        .to(Place.of(kind)));
    }

    private void heading(String text) {
        entries.add(RailEntry.of(RailEntry.Kind.HEADING, text, Mark.TODO));
    }

    private RailEntry page(PageKind kind, Mark mark) {
        return RailEntry.of(RailEntry.Kind.PAGE, texts.of("page", kind), mark);
    }

    private void page(PageKind kind, boolean reachable, String sub, Mark mark) {
        RailEntry entry = page(kind, mark).below(sub);
        entries.add(reachable ? entry.to(Place.of(kind)) : entry);
    }

    private void connect(Place here) {
        Target target = session.targetProperty().get();
        boolean connected = session.stateProperty().get() == Session.State.CONNECTED;
        String sub = target == null ? "" : target.address();
        page(
                PageKind.CONNECT,
                true,
                sub,
                connected ? Mark.DONE : mark(here, PageKind.CONNECT, false));
    }

    private static Mark mark(Place here, PageKind kind, boolean done) {
        return done ? Mark.DONE : here.kind() == kind ? Mark.NOW : Mark.TODO;
    }

    private void detect(Place here, @Nullable Run run) {
        Found found = session.foundProperty().get();
        boolean reachable =
                session.detectionProperty().get() != null
                        || run != null
                        || session.stateProperty().get() == Session.State.CONNECTED;
        String sub = "";
        if (run != null) {
            sub = run.start().plan().productName() + " " + run.start().plan().from().text();
        } else if (found != null) {
            sub = found.runbook().name() + " " + found.version().map(Version::text).orElse("");
        }
        Mark mark = mark(here, PageKind.DETECT, found != null || run != null);
        page(PageKind.DETECT, reachable, sub.strip(), mark);
    }

    private void plan(Place here, @Nullable Run run) {
        Plan plan = run != null ? run.start().plan() : session.planProperty().get();
        boolean reachable = run != null || session.foundProperty().get() != null;
        String sub =
                switch (plan) {
                    case null -> "";
                    case Plan.Ready ready ->
                            ready.from().equals(ready.to())
                                    ? ready.to().text()
                                    : ready.from().text() + " \u2192 " + ready.to().text();
                    case Plan.UpToDate ignored -> texts.get("rail.up-to-date");
                    case Plan.Blocked ignored -> texts.get("rail.blocked");
                };
        Mark mark =
                plan instanceof Plan.Blocked
                        ? Mark.WARNING
                        : mark(here, PageKind.PLAN, run != null);
        page(PageKind.PLAN, reachable, sub, mark);
    }

    /// Before a run, the phases that the plan will walk.
    private void planned() {
        if (session.planProperty().get() instanceof Plan.Ready ready) {
            for (Hop hop : ready.hops()) {
                hopHeading(ready, hop);
                for (Phase phase : Phase.values()) {
                    long count =
                            hop.steps().stream()
                                    .filter(step -> step.info().phase() == phase)
                                    .count();
                    if (count > 0) {
                        String figure = texts.count("rail.steps", count);
                        entries.add(page(PageKind.of(phase), Mark.TODO).figure(figure));
                    }
                }
            }
        } else {
            for (Phase phase : Phase.values()) {
                entries.add(page(PageKind.of(phase), Mark.TODO));
            }
        }
    }

    private void hopHeading(Plan.Ready plan, Hop hop) {
        if (plan.hops().size() > 1) {
            heading(texts.get("rail.hop", hop.number(), hop.from().text(), hop.to().text()));
        }
    }

    private void hops(Run run, Place here) {
        Plan.Ready plan = run.start().plan();
        for (int hop = 0; hop < plan.hops().size(); hop++) {
            hopHeading(plan, plan.hops().get(hop));
            for (Phase phase : Phase.values()) {
                phase(run, hop, phase, here);
            }
        }
    }

    private void phase(Run run, int hop, Phase phase, Place here) {
        List<StepRun> steps = StepMarks.of(run, hop, phase);
        if (steps.isEmpty()) {
            return;
        }
        Mark mark = StepMarks.mark(run, steps);
        Place place = new Place(PageKind.of(phase), hop);
        boolean busy = mark == Mark.NOW || mark == Mark.WAITING || mark == Mark.FAILED;
        boolean open = busy || here.equals(place);
        boolean over = mark == Mark.DONE || mark == Mark.SKIPPED;
        entries.add(
                page(PageKind.of(phase), mark)
                        .figure(figure(steps, mark))
                        .below(over && !open ? found(steps) : "")
                        .to(place));
        if (open) {
            for (StepRun step : near(run, steps)) {
                String took = StepMarks.took(step, until).map(texts::duration).orElse("");
                String title = texts.said(step.step().info().title());
                Mark stands = StepMarks.mark(run, step);
                entries.add(
                        RailEntry.of(RailEntry.Kind.STEP, title, stands)
                                .figure(took)
                                .below(stands == Mark.DONE ? found(step) : "")
                                .to(place));
            }
        }
    }

    /// What the last of these steps that found something has found.
    private String found(List<StepRun> steps) {
        return steps.reversed().stream()
                .filter(StepRun::passed)
                .map(this::found)
                .filter(said -> !said.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String found(StepRun step) {
        RunModel model = session.runProperty().get();
        return model == null ? "" : Texts.brief(model.found(step.seq()));
    }

    /// Of many steps, those around the current one.
    private static List<StepRun> near(Run run, List<StepRun> steps) {
        if (steps.size() <= MOST_STEPS) {
            return steps;
        }
        int current = StepMarks.current(run).map(steps::indexOf).orElse(0);
        int from = Math.clamp(current - MOST_STEPS / 3L, 0, steps.size() - MOST_STEPS);
        return steps.subList(from, from + MOST_STEPS);
    }

    private String figure(List<StepRun> steps, Mark mark) {
        long passed = steps.stream().filter(StepRun::passed).count();
        return switch (mark) {
            case DONE, SKIPPED -> texts.duration(StepMarks.took(steps, until));
            case NOW, WAITING, FAILED -> texts.get("rail.of", passed, steps.size());
            default -> texts.count("rail.steps", steps.size());
        };
    }

    private void summary(@Nullable Run run) {
        Mark mark = Mark.TODO;
        if (run != null && run.status() == Run.Status.FINISHED) {
            mark = run.succeeded() ? Mark.DONE : Mark.WARNING;
        }
        page(PageKind.SUMMARY, run != null, "", mark);
    }
}
