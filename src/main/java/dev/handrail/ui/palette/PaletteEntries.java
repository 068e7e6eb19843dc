package dev.handrail.ui.palette;

import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.history.RunSummaryText;
import dev.handrail.ui.home.KnownServer;
import dev.handrail.ui.home.ServerVisits;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Lists what the palette can do, the most likely first: the last run, the servers, the pages, and
/// then earlier runs.
record PaletteEntries(PageContext context) {
    /// Earlier runs beyond these are for the history page.
    private static final int RUNS = 30;

    /// Reads files and the journal, so it is called on a background thread.
    List<PaletteEntry> listEntries() {
        List<RunSummary> runs = context.engine().journal().listRuns();
        List<KnownServer> servers =
                context.engine().targets().listServers().stream()
                        .sorted(Comparator.comparing(SavedServer::lastSeen).reversed())
                        .map(saved -> KnownServer.of(saved, runs, context.engine().runbooks()))
                        .toList();
        List<PaletteEntry> all = new ArrayList<>();
        runs.stream().limit(1).map(run -> runEntry("palette.last-run", run)).forEach(all::add);
        servers.forEach(server -> addServer(all, server));
        all.addAll(pageEntries());
        runs.stream()
                .skip(1)
                .limit(RUNS)
                .map(run -> runEntry("palette.run", run))
                .forEach(all::add);
        return all;
    }

    private Texts texts() {
        return context.texts();
    }

    private PaletteEntry runEntry(String key, RunSummary run) {
        Instant now = context.clock().instant();
        String title = RunSummaryText.runTitle(texts(), run);
        String details =
                String.join(
                        " \u00b7 ",
                        run.server(),
                        RunSummaryText.statusText(texts(), run),
                        RunSummaryText.startedText(texts(), run, now));
        return new PaletteEntry(
                texts().get(key, title),
                details,
                () -> context.runs().openRun(run.id(), context.nav()::goToRun));
    }

    /// Adds the upgrade if there is a newer version, then the connection.
    private void addServer(List<PaletteEntry> all, KnownServer server) {
        SavedServer saved = server.saved();
        ServerVisits visits = new ServerVisits(context);
        String name = saved.target().name();
        String details =
                String.join(" \u00b7 ", saved.target().addressText(), server.productName());
        server.newer()
                .map(newer ->
                        new PaletteEntry(
                                texts().get("palette.upgrade", name, newer.text()),
                                details,
                                () -> visits.planUpgrade(saved)))
                .ifPresent(all::add);
        all.add(
                new PaletteEntry(
                        texts().get("palette.connect", name),
                        details,
                        () -> visits.connectTo(saved.target())));
    }

    private List<PaletteEntry> pageEntries() {
        PageLocation newServer = PageLocation.of(PageKind.CONNECT).withServer("");
        return Stream.of(
                        pageEntry("page.home", PageLocation.of(PageKind.HOME)),
                        pageEntry("page.history", PageLocation.of(PageKind.HISTORY)),
                        pageEntry("page.guide", PageLocation.of(PageKind.GUIDE)),
                        pageEntry("home.connect", newServer))
                .toList();
    }

    private PaletteEntry pageEntry(String key, PageLocation location) {
        return new PaletteEntry(texts().get(key), "", () -> context.nav().goToPage(location));
    }
}
