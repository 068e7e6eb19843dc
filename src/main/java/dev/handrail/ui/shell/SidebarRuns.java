package dev.handrail.ui.shell;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.Target;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.session.WindowSession;

import java.util.List;
import java.util.stream.Stream;

/// Derives the rows of the sidebar for the runs of this window, each with its server. They are
/// there as soon as the window has a run that it does not show.
final class SidebarRuns {
    private final Texts texts;
    private final WindowSession session;

    SidebarRuns(Texts texts, WindowSession session) {
        this.texts = texts;
        this.session = session;
    }

    /// The heading and one row for each run; empty if the window shows its only run.
    List<SidebarEntry> listRuns() {
        List<RunModel> runs =
                session.listRuns().stream().filter(run -> run.runProperty().get() != null).toList();
        RunModel shown = session.runProperty().get();
        if (runs.stream().allMatch(run -> run == shown)) {
            return List.of();
        }
        SidebarEntry heading =
                SidebarEntry.of(
                        SidebarEntry.EntryKind.HEADING, texts.get("sidebar.runs"), StatusIcon.TODO);
        return Stream.concat(Stream.of(heading), runs.stream().flatMap(this::runEntry)).toList();
    }

    private Stream<SidebarEntry> runEntry(RunModel model) {
        Run run = model.runProperty().get();
        return run == null ? Stream.empty() : Stream.of(runEntry(model, run));
    }

    private SidebarEntry runEntry(RunModel model, Run run) {
        Target server = run.firstTarget();
        long passed = run.steps().stream().filter(StepRun::hasPassed).count();
        return SidebarEntry.of(SidebarEntry.EntryKind.RUN, server.name(), statusIcon(model, run))
                .withLocation(PageLocation.of(PageKind.HOME).withRun(model.id()))
                .withSubtext(subtext(model, run, server))
                .withFigure(texts.get("sidebar.passed-steps", passed, run.steps().size()))
                .withServer(
                        session.serverColors().styleClass(server),
                        model == session.runProperty().get());
    }

    private static StatusIcon statusIcon(RunModel model, Run run) {
        if (model.waitingProperty().get() != null) {
            return StatusIcon.WAITING;
        } else if (run.status() == Run.RunStatus.FINISHED) {
            return run.hasSucceeded() ? StatusIcon.DONE : StatusIcon.FAILED;
        }
        return model.isLive() ? StatusIcon.NOW : StatusIcon.WARNING;
    }

    /// The environment of the server, and what the run does.
    private String subtext(RunModel model, Run run, Target server) {
        String environment = server.environment().toUpperCase(texts.locale());
        String state =
                model.waitingProperty().get() != null
                        ? texts.get("sidebar.run-waits")
                        : productText(run.start().plan());
        return environment.isBlank() ? state : environment + " \u00b7 " + state;
    }

    private static String productText(Plan.Ready plan) {
        return "%s %s".formatted(plan.productName(), plan.to().text()).strip();
    }
}
