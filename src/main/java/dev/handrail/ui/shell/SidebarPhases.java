package dev.handrail.ui.shell;

import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.PhaseText;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Derives the rows of the sidebar for the phases and steps of a run, or of a plan.
final class SidebarPhases {
    private static final int MOST_STEPS = 10;

    /// A phase with one of these states lists its steps, whichever page is open.
    private static final Set<StatusIcon> BUSY =
            EnumSet.of(StatusIcon.NOW, StatusIcon.WAITING, StatusIcon.FAILED);

    private final Texts texts;
    private final RunModel model;
    private final Run run;
    private final Instant until;
    private final List<SidebarEntry> entries = new ArrayList<>();

    /// `until` is the time up to which running steps are measured.
    SidebarPhases(Texts texts, RunModel model, Run run, Instant until) {
        this.texts = texts;
        this.model = model;
        this.run = run;
        this.until = until;
    }

    /// The phases of a plan with their number of steps, or all phases when the plan has no steps.
    static List<SidebarEntry> ofPlan(Texts texts, @Nullable Plan plan) {
        return plan instanceof Plan.Ready ready
                ? ready.hops().stream().flatMap(hop -> plannedHop(texts, ready, hop)).toList()
                : Stream.of(Phase.values()).map(phase -> plannedPhase(texts, phase)).toList();
    }

    private static Stream<SidebarEntry> plannedHop(Texts texts, Plan.Ready plan, Hop hop) {
        Stream<SidebarEntry> phases =
                Stream.of(Phase.values())
                        .filter(phase -> countSteps(hop, phase) > 0)
                        .map(phase ->
                                plannedPhase(texts, phase)
                                        .withFigure(stepsText(texts, countSteps(hop, phase))));
        return Stream.concat(hopHeading(texts, plan, hop), phases);
    }

    private static SidebarEntry plannedPhase(Texts texts, Phase phase) {
        return SidebarEntry.ofPage(texts.of("page", PageKind.of(phase)), StatusIcon.TODO);
    }

    private static long countSteps(Hop hop, Phase phase) {
        return hop.steps().stream().filter(step -> step.info().phase() == phase).count();
    }

    private static String stepsText(Texts texts, long count) {
        return texts.pluralText("sidebar.steps", count);
    }

    /// The heading of a hop; empty when the plan has only one.
    private static Stream<SidebarEntry> hopHeading(Texts texts, Plan.Ready plan, Hop hop) {
        if (plan.hops().size() < 2) {
            return Stream.empty();
        }
        String text = texts.get("sidebar.hop", hop.number(), hop.from().text(), hop.to().text());
        return Stream.of(SidebarEntry.of(SidebarEntry.EntryKind.HEADING, text, StatusIcon.TODO));
    }

    /// The phases of each hop that have steps. `current` is the page that is open.
    List<SidebarEntry> listPhases(PageLocation current) {
        Plan.Ready plan = run.start().plan();
        for (int hop = 0; hop < plan.hops().size(); hop++) {
            hopHeading(texts, plan, plan.hops().get(hop)).forEach(entries::add);
            for (Phase phase : Phase.values()) {
                List<StepRun> steps = RunSteps.stepsInPhase(run, hop, phase);
                if (!steps.isEmpty()) {
                    addPhase(new PageLocation(PageKind.of(phase), hop), steps, current);
                }
            }
        }
        return entries;
    }

    /// Adds a phase. It lists the steps while the phase is busy, has failed, or is the open page.
    private void addPhase(PageLocation location, List<StepRun> steps, PageLocation current) {
        StatusIcon icon = RunSteps.statusIcon(run, steps);
        boolean open = BUSY.contains(icon) || current.isSamePage(location);
        boolean over = icon == StatusIcon.DONE || icon == StatusIcon.SKIPPED;
        entries.add(
                SidebarEntry.ofPage(phaseTitle(location), icon)
                        .withFigure(phaseFigure(steps, icon))
                        .withSubtext(over && !open ? lastOutputText(steps) : "")
                        .withLocation(location));
        if (open) {
            stepsNearCurrent(steps).forEach(step -> entries.add(stepEntry(step, location)));
        }
    }

    private String phaseTitle(PageLocation location) {
        Phase phase = location.kind().phase().orElseThrow();
        return new PhaseText(texts, run.isRollback()).phaseTitle(phase);
    }

    /// A step with its time, and its last output line once it is done.
    private SidebarEntry stepEntry(StepRun step, PageLocation location) {
        StatusIcon icon = RunSteps.statusIcon(run, step);
        String title = texts.inUserLanguage(step.step().info().title());
        String elapsed = RunSteps.elapsedTime(step, until).map(texts::formatDuration).orElse("");
        return SidebarEntry.of(SidebarEntry.EntryKind.STEP, title, icon)
                .withFigure(elapsed)
                .withSubtext(icon == StatusIcon.DONE ? lastOutputText(step) : "")
                .withLocation(location);
    }

    /// The last output line of the latest step that passed and printed something, or empty.
    private String lastOutputText(List<StepRun> steps) {
        return steps.reversed().stream()
                .filter(StepRun::hasPassed)
                .map(this::lastOutputText)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// The last output line of a step, shortened, or empty.
    private String lastOutputText(StepRun step) {
        return Texts.shortenText(model.lastLineOf(step.seq()));
    }

    /// At most ten steps: those around the current one.
    private List<StepRun> stepsNearCurrent(List<StepRun> steps) {
        if (steps.size() <= MOST_STEPS) {
            return steps;
        }
        int current = RunSteps.findCurrentStep(run).map(steps::indexOf).orElse(0);
        int from = Math.clamp(current - MOST_STEPS / 3L, 0, steps.size() - MOST_STEPS);
        return steps.subList(from, from + MOST_STEPS);
    }

    /// The time that a finished phase took, the steps done in one under way, or the number of its
    /// steps.
    private String phaseFigure(List<StepRun> steps, StatusIcon icon) {
        long passed = steps.stream().filter(StepRun::hasPassed).count();
        return switch (icon) {
            case DONE, SKIPPED -> texts.formatDuration(RunSteps.elapsedTime(steps, until));
            case NOW, WAITING, FAILED -> texts.get("sidebar.passed-steps", passed, steps.size());
            default -> stepsText(texts, steps.size());
        };
    }
}
