package dev.handrail.ui.shell;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.PhaseText;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.page.PageRegistry;
import dev.handrail.ui.page.PageSection;
import dev.handrail.ui.session.WindowSession;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Derives the rows of the sidebar from the session. It belongs to the FX thread.
final class SidebarModel {
    private static final int MOST_STEPS = 10;

    private final Texts texts;
    private final WindowSession session;
    private final PageRegistry pages;
    private final Supplier<Instant> now;
    private final List<SidebarEntry> entries = new ArrayList<>();
    private Instant until = Instant.EPOCH;

    /// `now` gives the time up to which running steps are measured.
    SidebarModel(Texts texts, WindowSession session, PageRegistry pages, Supplier<Instant> now) {
        this.texts = texts;
        this.session = session;
        this.pages = pages;
        this.now = now;
    }

    /// Builds all rows. `here` is the page that is open; its steps are listed below it.
    List<SidebarEntry> buildEntries(PageLocation here) {
        entries.clear();
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        until = model == null || run == null || model.isLive() ? now.get() : run.lastAt();
        pages.pagesIn(PageSection.TOP).forEach(this::addTopEntry);
        addHeading(texts.get(headingKey(run)));
        pages.pagesIn(PageSection.SETUP).forEach(kind -> addSetupEntry(kind, here, run));
        if (run != null) {
            addHops(run, here);
        } else {
            addPlannedPhases();
        }
        pages.pagesIn(PageSection.RESULT).forEach(kind -> addResultEntry(kind, run));
        return List.copyOf(entries);
    }

    /// The message key of the heading, which says what kind of run this is.
    private static String headingKey(@Nullable Run run) {
        if (run != null && run.isVerification()) {
            return "rail.verification";
        }
        return run != null && run.isRollback() ? "rail.rollback" : "rail.upgrade";
    }

    /// Adds a page that is always reachable and has no state.
    private void addTopEntry(PageKind kind) {
        entries.add(
                SidebarEntry.of(SidebarEntry.EntryKind.TOP, texts.of("page", kind), StatusIcon.TODO)
                        .withPlace(PageLocation.of(kind)));
    }

    /// Adds a title above the rows that follow.
    private void addHeading(String text) {
        entries.add(SidebarEntry.of(SidebarEntry.EntryKind.HEADING, text, StatusIcon.TODO));
    }

    /// A row with the title of the page; it opens nothing yet.
    private SidebarEntry pageEntry(PageKind kind, StatusIcon mark) {
        return SidebarEntry.of(SidebarEntry.EntryKind.PAGE, texts.of("page", kind), mark);
    }

    /// Adds a page; one that is not reachable yet is disabled.
    private void addPageEntry(PageKind kind, boolean reachable, String sub, StatusIcon mark) {
        SidebarEntry entry = pageEntry(kind, mark).withSubtext(sub);
        entries.add(reachable ? entry.withPlace(PageLocation.of(kind)) : entry);
    }

    /// Adds a page of the preparation with what is known there so far.
    private void addSetupEntry(PageKind kind, PageLocation here, @Nullable Run run) {
        switch (kind) {
            case CONNECT -> addConnectEntry(here);
            case DETECT -> addDetectEntry(here, run);
            case PLAN -> addPlanEntry(here, run);
            default -> addPageEntry(kind, true, "", pageIcon(here, kind, false));
        }
    }

    /// Shows the address of the server, and whether it is connected.
    private void addConnectEntry(PageLocation here) {
        Target target = session.targetProperty().get();
        boolean connected =
                session.stateProperty().get() == WindowSession.ConnectionState.CONNECTED;
        String sub = target == null ? "" : target.addressText();
        addPageEntry(
                PageKind.CONNECT,
                true,
                sub,
                connected ? StatusIcon.DONE : pageIcon(here, PageKind.CONNECT, false));
    }

    /// Done, or the open page, or still to do.
    private static StatusIcon pageIcon(PageLocation here, PageKind kind, boolean done) {
        return done ? StatusIcon.DONE : here.kind() == kind ? StatusIcon.NOW : StatusIcon.TODO;
    }

    /// Shows the product and its version, from the run if there is one, otherwise as detected.
    private void addDetectEntry(PageLocation here, @Nullable Run run) {
        DetectedProduct found = session.foundProperty().get();
        boolean reachable =
                session.detectionProperty().get() != null
                        || run != null
                        || session.stateProperty().get() == WindowSession.ConnectionState.CONNECTED;
        String sub = "";
        if (run != null) {
            sub = run.start().plan().productName() + " " + run.start().plan().from().text();
        } else if (found != null) {
            sub =
                    found.runbook().name()
                            + " "
                            + found.installedVersion().map(Version::text).orElse("");
        }
        StatusIcon mark = pageIcon(here, PageKind.DETECT, found != null || run != null);
        addPageEntry(PageKind.DETECT, reachable, sub.strip(), mark);
    }

    /// Shows the versions of the plan, or that it is up to date or blocked.
    private void addPlanEntry(PageLocation here, @Nullable Run run) {
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
        StatusIcon mark =
                plan instanceof Plan.Blocked
                        ? StatusIcon.WARNING
                        : pageIcon(here, PageKind.PLAN, run != null);
        addPageEntry(PageKind.PLAN, reachable, sub, mark);
    }

    /// Before a run: the phases of the plan with their number of steps, or all phases when there is
    /// no plan.
    private void addPlannedPhases() {
        if (session.planProperty().get() instanceof Plan.Ready ready) {
            for (Hop hop : ready.hops()) {
                addHopHeading(ready, hop);
                for (Phase phase : Phase.values()) {
                    long count =
                            hop.steps().stream()
                                    .filter(step -> step.info().phase() == phase)
                                    .count();
                    if (count > 0) {
                        String figure = texts.pluralText("rail.steps", count);
                        entries.add(
                                pageEntry(PageKind.of(phase), StatusIcon.TODO).withFigure(figure));
                    }
                }
            }
        } else {
            for (Phase phase : Phase.values()) {
                entries.add(pageEntry(PageKind.of(phase), StatusIcon.TODO));
            }
        }
    }

    /// Adds a heading only when the plan has more than one hop.
    private void addHopHeading(Plan.Ready plan, Hop hop) {
        if (plan.hops().size() > 1) {
            addHeading(texts.get("rail.hop", hop.number(), hop.from().text(), hop.to().text()));
        }
    }

    /// During and after a run: the phases of each hop that have steps.
    private void addHops(Run run, PageLocation here) {
        Plan.Ready plan = run.start().plan();
        for (int hop = 0; hop < plan.hops().size(); hop++) {
            addHopHeading(plan, plan.hops().get(hop));
            for (Phase phase : Phase.values()) {
                addPhaseEntry(run, hop, phase, here);
            }
        }
    }

    /// Adds a phase that has steps. It lists the steps while the phase is busy, has failed, or is
    /// the open page.
    private void addPhaseEntry(Run run, int hop, Phase phase, PageLocation here) {
        List<StepRun> steps = RunSteps.stepsInPhase(run, hop, phase);
        if (steps.isEmpty()) {
            return;
        }
        StatusIcon mark = RunSteps.statusIcon(run, steps);
        PageLocation place = new PageLocation(PageKind.of(phase), hop);
        boolean busy =
                mark == StatusIcon.NOW || mark == StatusIcon.WAITING || mark == StatusIcon.FAILED;
        boolean open = busy || here.isSamePage(place);
        boolean over = mark == StatusIcon.DONE || mark == StatusIcon.SKIPPED;
        entries.add(
                SidebarEntry.of(SidebarEntry.EntryKind.PAGE, phaseTitle(run, phase), mark)
                        .withFigure(phaseFigure(steps, mark))
                        .withSubtext(over && !open ? foundText(steps) : "")
                        .withPlace(place));
        if (open) {
            for (StepRun step : stepsNearCurrent(run, steps)) {
                String took =
                        RunSteps.elapsedTime(step, until).map(texts::formatDuration).orElse("");
                String title = texts.inUserLanguage(step.step().info().title());
                StatusIcon stands = RunSteps.statusIcon(run, step);
                entries.add(
                        SidebarEntry.of(SidebarEntry.EntryKind.STEP, title, stands)
                                .withFigure(took)
                                .withSubtext(stands == StatusIcon.DONE ? foundText(step) : "")
                                .withPlace(place));
            }
        }
    }

    private String phaseTitle(Run run, Phase phase) {
        return new PhaseText(texts, run.isRollback()).phaseTitle(phase);
    }

    /// The last output line of the latest step that passed and printed something, or empty.
    private String foundText(List<StepRun> steps) {
        return steps.reversed().stream()
                .filter(StepRun::hasPassed)
                .map(this::foundText)
                .filter(said -> !said.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// The last output line of a step, shortened, or empty.
    private String foundText(StepRun step) {
        RunModel model = session.runProperty().get();
        return model == null ? "" : Texts.shortenText(model.lastLineOf(step.seq()));
    }

    /// At most ten steps: those around the current one.
    private static List<StepRun> stepsNearCurrent(Run run, List<StepRun> steps) {
        if (steps.size() <= MOST_STEPS) {
            return steps;
        }
        int current = RunSteps.findCurrentStep(run).map(steps::indexOf).orElse(0);
        int from = Math.clamp(current - MOST_STEPS / 3L, 0, steps.size() - MOST_STEPS);
        return steps.subList(from, from + MOST_STEPS);
    }

    /// The time that a finished phase took, the steps done in one under way, or the number of its
    /// steps.
    private String phaseFigure(List<StepRun> steps, StatusIcon mark) {
        long passed = steps.stream().filter(StepRun::hasPassed).count();
        return switch (mark) {
            case DONE, SKIPPED -> texts.formatDuration(RunSteps.elapsedTime(steps, until));
            case NOW, WAITING, FAILED -> texts.get("rail.of", passed, steps.size());
            default -> texts.pluralText("rail.steps", steps.size());
        };
    }

    /// The summary is reachable once there is a run.
    private void addResultEntry(PageKind kind, @Nullable Run run) {
        StatusIcon mark = StatusIcon.TODO;
        if (run != null && run.status() == Run.RunStatus.FINISHED) {
            mark = run.hasSucceeded() ? StatusIcon.DONE : StatusIcon.WARNING;
        }
        addPageEntry(kind, run != null, "", mark);
    }
}
