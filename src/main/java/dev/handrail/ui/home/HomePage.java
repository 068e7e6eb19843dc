package dev.handrail.ui.home;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Runbook;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.run.Journal;
import dev.handrail.run.RunOwner;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.history.RunSummaryText;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLayout;
import dev.handrail.ui.page.PageLocation;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The home page: unfinished runs, known servers, the practice server, and recent runs.
public final class HomePage implements Page {
    private static final int RECENT = 5;
    private static final int SERVERS = 6;

    private final PageContext context;
    private final Texts texts;
    private final Journal journal;
    private final PageLayout box;
    private final PageActions actions = new PageActions();
    private final VBox notices = Ui.column(10);
    private final VBox unfinished = Ui.column(10);
    private final VBox servers = Ui.column(10);
    private final VBox how = Ui.column(10);
    private final VBox recent = Ui.column(10);

    /// `owners`: the other processes that execute runs, by the id of the run. `situations`: what
    /// runs, waits and is down in unfinished runs.
    private record HomeContents(
            List<Journal.RunSummary> runs,
            Map<String, RunOwner> owners,
            Map<String, Message> situations,
            List<ServerEntry> servers) {}

    /// `backup`: when Handrail last made a backup there.
    private record ServerEntry(KnownServer server, Optional<Instant> backup) {}

    public HomePage(PageContext context) {
        this.context = context;
        this.texts = context.texts();
        this.journal = context.engine().journal();
        this.box = new PageLayout(texts.get("home.title"), texts.get("home.lead"));
        box.addSections(notices, unfinished, servers, practiceNode(), how, recent);
        actions.setPrimary(connectAction());
        for (VBox part : List.of(notices, unfinished, how, recent)) {
            Ui.setShown(part, false);
        }
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public PageActions pageActions() {
        return actions;
    }

    @Override
    public void onShown() {
        context.tasks().of(this::readContents).onDone(this::showContents).start();
    }

    private HomeContents readContents() {
        List<Journal.RunSummary> runs = journal.listRuns();
        Map<String, RunOwner> owners = new HashMap<>();
        List<Journal.RunSummary> open = runs.stream().filter(this::isOpenHere).toList();
        open.forEach(run ->
                journal.findOtherOwner(run.id()).ifPresent(owner -> owners.put(run.id(), owner)));
        Map<String, Message> situations = new HashMap<>();
        open.forEach(run -> situations.put(run.id(), situationOf(run.id())));
        return new HomeContents(runs, owners, situations, readServers(runs));
    }

    /// The server that Handrail saw last is the first one. Backups are looked up only for servers
    /// that have a card.
    private List<ServerEntry> readServers(List<Journal.RunSummary> runs) {
        List<KnownServer> known =
                context.engine().targets().listServers().stream()
                        .sorted(Comparator.comparing(SavedServer::lastSeen).reversed())
                        .map(saved -> KnownServer.of(saved, runs, context.engine().runbooks()))
                        .toList();
        List<ServerEntry> entries = new ArrayList<>();
        for (KnownServer server : known) {
            boolean shown = entries.size() < SERVERS;
            entries.add(
                    new ServerEntry(server, shown ? server.findBackup(journal) : Optional.empty()));
        }
        return entries;
    }

    /// The workstation that a run was imported from ends it, not this one.
    private boolean isOpenHere(Journal.RunSummary run) {
        return RunSummaryText.isUnfinished(run) && journal.findImportRefusal(run.id()).isEmpty();
    }

    private Message situationOf(String run) {
        List<RunEvent> events = journal.readSoundEvents(run).events();
        return events.isEmpty()
                ? Message.EMPTY
                : new RunSituation(Run.of(run, events)).describePast(context.clock().instant());
    }

    /// Shows what was read. Sections without content are hidden, and the introduction is for an
    /// admin who has neither runs nor servers.
    private void showContents(HomeContents contents) {
        notices.getChildren().setAll(new HomeNotices(context, this::onShown).findNotices());
        Ui.setShown(notices, !notices.getChildren().isEmpty());
        showUnfinished(contents);
        showServers(contents);
        showRecent(contents.runs());
        how.getChildren().setAll(introNodes());
        Ui.setShown(how, contents.runs().isEmpty() && contents.servers().isEmpty());
    }

    /// Shows a notice for each run that has not ended, with a button to resume it.
    private void showUnfinished(HomeContents contents) {
        RunEntries entries = new RunEntries(context, this::onShown);
        List<Node> open =
                contents.runs().stream()
                        .filter(run -> contents.situations().containsKey(run.id()))
                        .map(run ->
                                entries.unfinishedNotice(
                                        run,
                                        contents.situations().getOrDefault(run.id(), Message.EMPTY),
                                        Optional.ofNullable(contents.owners().get(run.id()))))
                        .toList();
        unfinished.getChildren().setAll(open);
        Ui.setShown(unfinished, !open.isEmpty());
    }

    private void showRecent(List<Journal.RunSummary> runs) {
        recent.getChildren().setAll(Ui.sectionTitle(texts.get("home.recent")));
        runs.stream()
                .limit(RECENT)
                .map(new RunEntries(context, this::onShown)::recentRow)
                .forEach(recent.getChildren()::add);
        Ui.setShown(recent, !runs.isEmpty());
    }

    /// Shows the servers that were seen last. If there are more than [#SERVERS], a button leads to
    /// the page with all of them.
    private void showServers(HomeContents contents) {
        List<ServerEntry> saved = contents.servers();
        servers.getChildren().setAll(Ui.sectionTitle(texts.get("home.servers")));
        if (saved.isEmpty()) {
            servers.getChildren().add(Ui.wrappedText(texts.get("home.no-servers"), "muted"));
            return;
        }
        servers.getChildren().add(serverCards(saved));
        if (saved.size() > SERVERS) {
            String text = texts.get("home.all-servers", saved.size());
            servers.getChildren().add(Ui.button(text, this::goToConnect, Styles.FLAT));
        }
    }

    private Node serverCards(List<ServerEntry> saved) {
        FlowPane cards = new FlowPane(12, 12);
        ServerCard card = new ServerCard(context);
        saved.stream()
                .limit(SERVERS)
                .map(entry -> card.createCard(entry.server(), entry.backup()))
                .forEach(cards.getChildren()::add);
        return cards;
    }

    private void goToNewServer() {
        context.nav().goToPage(PageLocation.of(PageKind.CONNECT).withServer(""));
    }

    private void goToConnect() {
        context.nav().goToPage(PageKind.CONNECT);
    }

    /// Explains to a new admin how an upgrade works.
    private List<Node> introNodes() {
        VBox lines = Ui.column(12);
        addLine(lines, Feather.SEARCH, texts.get("home.how-detect", productNames()));
        addLine(lines, Feather.MAP, texts.get("home.how-plan"));
        addLine(lines, Feather.TERMINAL, texts.get("home.how-run"));
        addLine(lines, Feather.CORNER_UP_LEFT, texts.get("home.how-rollback"));
        addLine(lines, Feather.CLOCK, texts.get("home.how-history"));
        return List.of(Ui.sectionTitle(texts.get("home.how")), Ui.card(lines));
    }

    /// All products except the practice product.
    private String productNames() {
        return context.engine().runbooks().stream()
                .map(Runbook::name)
                .filter(name -> !name.startsWith("Practice"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void addLine(VBox into, Feather icon, String text) {
        HBox line = Ui.row(14, Ui.icon(icon, "how-icon"), Ui.growAlways(Ui.wrappedText(text)));
        into.getChildren().add(line);
    }

    /// Offers the practice server, or a recording where the practice server cannot run.
    private Node practiceNode() {
        return new PracticeCard(context, this::startPractice).view();
    }

    private PageAction connectAction() {
        return PageAction.main(texts.get("home.connect"), this::goToNewServer);
    }

    /// Starts the practice server in the background, then connects to it. The main button is
    /// disabled until the start ends.
    private void startPractice() {
        actions.setPrimary(connectAction().withDisabledReason(texts.get("home.practice-starting")));
        context.tasks()
                .of(context.engine()::startPractice)
                .onEnd(() -> actions.setPrimary(connectAction()))
                .onDone(this::connectToPractice)
                .start();
    }

    /// Connects to the practice server, or shows why it did not start.
    private void connectToPractice(PracticeStartResult started) {
        switch (started) {
            case PracticeStartResult.Ready ready ->
                    new PracticeConnection(context).connectTo(ready.server());
            case PracticeStartResult.Failed failed -> {
                notices.getChildren().setAll(NoticeBox.of(texts, failed.problem()));
                Ui.setShown(notices, true);
            }
        }
    }
}
