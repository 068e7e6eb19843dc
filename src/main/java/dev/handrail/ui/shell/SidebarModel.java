package dev.handrail.ui.shell;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.ui.feed.RunModel;
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
    private final Texts texts;
    private final WindowSession session;
    private final PageRegistry pages;
    private final Supplier<Instant> now;
    private final List<SidebarEntry> entries = new ArrayList<>();

    /// `now` gives the time up to which running steps are measured.
    SidebarModel(Texts texts, WindowSession session, PageRegistry pages, Supplier<Instant> now) {
        this.texts = texts;
        this.session = session;
        this.pages = pages;
        this.now = now;
    }

    /// Builds all rows. `current` is the page that is open; its steps are listed below it.
    List<SidebarEntry> buildEntries(PageLocation current) {
        entries.clear();
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        pages.pagesIn(PageSection.TOP).forEach(this::addTopEntry);
        entries.addAll(new SidebarRuns(texts, session).listRuns());
        boolean top = pages.pagesIn(PageSection.TOP).contains(current.kind());
        if (!top || run != null || session.targetProperty().get() != null) {
            entries.add(headingEntry(run));
            pages.pagesIn(PageSection.SETUP).forEach(kind -> addSetupEntry(kind, current, run));
        }
        if (!top || run != null) {
            addRunEntries(current, model, run);
        }
        return List.copyOf(entries);
    }

    /// Home, the history and the guide list no phases before there is a run.
    private void addRunEntries(PageLocation current, @Nullable RunModel model, @Nullable Run run) {
        entries.addAll(phaseEntries(model, run, current));
        pages.pagesIn(PageSection.RESULT).forEach(kind -> addResultEntry(kind, run));
    }

    /// The phases of the run, or of the plan before a run. Those of a past run are measured up to
    /// its last event.
    private List<SidebarEntry> phaseEntries(
            @Nullable RunModel model, @Nullable Run run, PageLocation current) {
        if (model == null || run == null) {
            return SidebarPhases.ofPlan(texts, session.planProperty().get());
        }
        Instant until = model.isLive() ? now.get() : run.lastAt();
        return new SidebarPhases(texts, model, run, until).listPhases(current);
    }

    private SidebarEntry headingEntry(@Nullable Run run) {
        return SidebarEntry.of(
                SidebarEntry.EntryKind.HEADING, texts.get(headingKey(run)), StatusIcon.TODO);
    }

    /// The message key of the heading, which says what kind of run this is.
    private static String headingKey(@Nullable Run run) {
        if (run != null && run.isVerification()) {
            return "sidebar.verification";
        }
        return run != null && run.isRollback() ? "sidebar.rollback" : "sidebar.upgrade";
    }

    /// Adds a page that is always reachable and has no state.
    private void addTopEntry(PageKind kind) {
        entries.add(
                SidebarEntry.of(SidebarEntry.EntryKind.TOP, texts.of("page", kind), StatusIcon.TODO)
                        .withLocation(PageLocation.of(kind)));
    }

    /// Adds a page; one that is not reachable yet is disabled.
    private void addPageEntry(PageKind kind, boolean reachable, String subtext, StatusIcon icon) {
        SidebarEntry entry = SidebarEntry.ofPage(texts.of("page", kind), icon).withSubtext(subtext);
        entries.add(reachable ? entry.withLocation(PageLocation.of(kind)) : entry);
    }

    /// Adds a page of the preparation with what is known there so far.
    private void addSetupEntry(PageKind kind, PageLocation current, @Nullable Run run) {
        switch (kind) {
            case CONNECT -> addConnectEntry(current);
            case DETECT -> addDetectEntry(current, run);
            case PLAN -> addPlanEntry(current, run);
            default -> addPageEntry(kind, true, "", pageIcon(current, kind, false));
        }
    }

    /// Shows the address of the server, and whether it is connected.
    private void addConnectEntry(PageLocation current) {
        Target target = session.targetProperty().get();
        String address = target == null ? "" : target.addressText();
        StatusIcon icon = pageIcon(current, PageKind.CONNECT, isConnected());
        addPageEntry(PageKind.CONNECT, true, address, icon);
    }

    private boolean isConnected() {
        return session.stateProperty().get() == WindowSession.ConnectionState.CONNECTED;
    }

    /// Done, or the open page, or still to do.
    private static StatusIcon pageIcon(PageLocation current, PageKind kind, boolean done) {
        return done ? StatusIcon.DONE : current.kind() == kind ? StatusIcon.NOW : StatusIcon.TODO;
    }

    /// Shows the product and its version, from the run if there is one, otherwise as detected.
    private void addDetectEntry(PageLocation current, @Nullable Run run) {
        DetectedProduct found = session.foundProperty().get();
        boolean reachable =
                session.detectionProperty().get() != null || run != null || isConnected();
        StatusIcon icon = pageIcon(current, PageKind.DETECT, found != null || run != null);
        addPageEntry(PageKind.DETECT, reachable, productText(found, run), icon);
    }

    private static String productText(@Nullable DetectedProduct found, @Nullable Run run) {
        if (run != null) {
            Plan.Ready plan = run.start().plan();
            return plan.productName() + " " + plan.from().text();
        }
        if (found == null) {
            return "";
        }
        String version = found.installedVersion().map(Version::text).orElse("");
        return (found.runbook().name() + " " + version).strip();
    }

    /// Shows the versions of the plan, or that it is up to date or blocked.
    private void addPlanEntry(PageLocation current, @Nullable Run run) {
        Plan plan = run != null ? run.start().plan() : session.planProperty().get();
        boolean reachable = run != null || session.foundProperty().get() != null;
        StatusIcon icon =
                plan instanceof Plan.Blocked
                        ? StatusIcon.WARNING
                        : pageIcon(current, PageKind.PLAN, run != null);
        addPageEntry(PageKind.PLAN, reachable, planText(plan), icon);
    }

    private String planText(@Nullable Plan plan) {
        return switch (plan) {
            case null -> "";
            case Plan.Ready ready -> versionsText(ready);
            case Plan.UpToDate _ -> texts.get("sidebar.up-to-date");
            case Plan.Blocked _ -> texts.get("sidebar.blocked");
        };
    }

    private static String versionsText(Plan.Ready plan) {
        String from = plan.from().text();
        String to = plan.to().text();
        return from.equals(to) ? to : from + " \u2192 " + to;
    }

    /// The summary is reachable once there is a run.
    private void addResultEntry(PageKind kind, @Nullable Run run) {
        StatusIcon icon = StatusIcon.TODO;
        if (run != null && run.status() == Run.RunStatus.FINISHED) {
            icon = run.hasSucceeded() ? StatusIcon.DONE : StatusIcon.WARNING;
        }
        addPageEntry(kind, run != null, "", icon);
    }
}
