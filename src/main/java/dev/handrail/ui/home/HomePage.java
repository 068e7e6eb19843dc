package dev.handrail.ui.home;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.run.Journal;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;
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
import dev.handrail.ui.run.ResumeCard;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Answers what to do next: go on with what is unfinished, connect to a server, or practise.
public final class HomePage implements Page {
    private static final int RECENT = 5;
    private static final int SERVERS = 6;

    private final PageContext desk;
    private final Texts texts;
    private final PageLayout box;
    private final PageActions foot = new PageActions();
    private final VBox notices = Ui.column(10);
    private final VBox unfinished = Ui.column(10);
    private final VBox servers = Ui.column(10);
    private final VBox how = Ui.column(10);
    private final VBox recent = Ui.column(10);

    private record HomeContents(List<Journal.RunSummary> runs, List<SavedServer> servers) {}

    public HomePage(PageContext desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.box = new PageLayout(texts.get("home.title"), texts.get("home.lead"));
        box.addSections(notices, unfinished, servers, practiceCard(), how, recent);
        foot.setPrimary(
                PageAction.main(
                        texts.get("home.connect"), () -> desk.nav().goToPage(PageKind.CONNECT)));
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
        return foot;
    }

    @Override
    public void onShown() {
        desk.tasks()
                .of(() ->
                        new HomeContents(
                                desk.engine().journal().listRuns(),
                                desk.engine().targets().listServers()))
                .onDone(this::showContents)
                .start();
    }

    private void showContents(HomeContents seen) {
        updateNotices();
        List<Journal.RunSummary> open =
                seen.runs().stream().filter(RunSummaryText::isUnfinished).toList();
        unfinished.getChildren().setAll(open.stream().map(this::unfinishedNotice).toList());
        Ui.setShown(unfinished, !open.isEmpty());
        servers.getChildren().setAll(Ui.sectionTitle(texts.get("home.servers")));
        if (seen.servers().isEmpty()) {
            servers.getChildren().add(Ui.wrappedText(texts.get("home.no-servers"), "muted"));
        } else {
            FlowPane cards = new FlowPane(12, 12);
            ServerCard maker = new ServerCard(desk);
            seen.servers().stream()
                    .sorted(Comparator.comparing(SavedServer::lastSeen).reversed())
                    .limit(SERVERS)
                    .map(maker::createCard)
                    .forEach(cards.getChildren()::add);
            servers.getChildren().add(cards);
            if (seen.servers().size() > SERVERS) {
                servers.getChildren()
                        .add(
                                Ui.button(
                                        texts.get("home.all-servers", seen.servers().size()),
                                        () -> desk.nav().goToPage(PageKind.CONNECT),
                                        Styles.FLAT));
            }
        }
        recent.getChildren().setAll(Ui.sectionTitle(texts.get("home.recent")));
        seen.runs().stream().limit(RECENT).map(this::recentRow).forEach(recent.getChildren()::add);
        Ui.setShown(recent, !seen.runs().isEmpty());
        how.getChildren().setAll(introNodes());
        Ui.setShown(how, seen.runs().isEmpty() && seen.servers().isEmpty());
    }

    /// What there is to know before the first run.
    private List<Node> introNodes() {
        VBox lines = Ui.column(12);
        String products =
                desk.engine().runbooks().stream()
                        .map(Runbook::name)
                        .filter(name -> !name.startsWith("Practice"))
                        .sorted()
                        .collect(Collectors.joining(", "));
        addLine(lines, Feather.SEARCH, texts.get("home.how-look", products));
        addLine(lines, Feather.MAP, texts.get("home.how-plan"));
        addLine(lines, Feather.TERMINAL, texts.get("home.how-run"));
        addLine(lines, Feather.CORNER_UP_LEFT, texts.get("home.how-back"));
        addLine(lines, Feather.CLOCK, texts.get("home.how-history"));
        return List.of(Ui.sectionTitle(texts.get("home.how")), Ui.card(lines));
    }

    private static void addLine(VBox into, Feather icon, String text) {
        HBox line = Ui.row(14, Ui.icon(icon, "how-icon"), Ui.growAlways(Ui.wrappedText(text)));
        into.getChildren().add(line);
    }

    private void updateNotices() {
        notices.getChildren().clear();
        desk.engine()
                .journal()
                .readOnlyReason()
                .ifPresent(
                        problem -> notices.getChildren().add(NoticeBox.of(desk.texts(), problem)));
        List<RunbookError> errors = desk.engine().runbookErrors();
        if (!errors.isEmpty()) {
            VBox lines = Ui.column(4);
            errors.forEach(error ->
                    lines.getChildren()
                            .add(
                                    Ui.wrappedText(
                                            texts.inUserLanguage(error.locatedMessage()),
                                            "mono",
                                            "small")));
            notices.getChildren()
                    .add(
                            new NoticeBox(
                                            NoticeBox.NoticeKind.WARNING,
                                            texts.pluralText("home.runbook-errors", errors.size()),
                                            texts.get("home.runbook-errors-text"))
                                    .withContent(lines));
        }
        List<Message> said = desk.engine().runbookNotices();
        if (!said.isEmpty()) {
            notices.getChildren()
                    .add(
                            new NoticeBox(
                                    NoticeBox.NoticeKind.INFO,
                                    texts.get("home.runbook-notices"),
                                    texts.inUserLanguage(Message.lines(said))));
        }
        desk.engine()
                .settings()
                .damageProblem()
                .ifPresent(problem ->
                        notices.getChildren()
                                .add(
                                        NoticeBox.of(
                                                desk.texts(),
                                                NoticeBox.NoticeKind.WARNING,
                                                problem)));
        desk.engine()
                .targets()
                .damageProblem()
                .ifPresent(problem ->
                        notices.getChildren()
                                .add(
                                        NoticeBox.of(
                                                desk.texts(),
                                                NoticeBox.NoticeKind.WARNING,
                                                problem)));
        Ui.setShown(notices, !notices.getChildren().isEmpty());
    }

    private Node unfinishedNotice(Journal.RunSummary run) {
        Button on =
                Ui.button(
                        texts.get("home.go-on"),
                        Feather.PLAY,
                        () -> resumeRun(run.id()),
                        Styles.ACCENT);
        on.setId("go-on");
        Button look =
                Ui.button(
                        texts.get("home.look"),
                        () -> desk.runs().openRun(run.id(), desk.nav()::goToRun));
        on.setDisable(desk.engine().journal().readOnlyReason().isPresent());
        return new NoticeBox(
                        NoticeBox.NoticeKind.WARNING,
                        texts.get(
                                "home.unfinished",
                                RunSummaryText.runTitle(texts, run),
                                run.server()),
                        RunSummaryText.isRecorded(run)
                                ? texts.get("recording.standing")
                                : texts.get(
                                        "home.unfinished-text",
                                        RunSummaryText.startedText(
                                                texts, run, desk.clock().instant())))
                .withContent(Ui.row(8, on, look));
    }

    private void resumeRun(String id) {
        new ResumeCard(desk).resumeRun(id);
    }

    private Node recentRow(Journal.RunSummary run) {
        Button open =
                Ui.button(
                        texts.get("home.open"),
                        () -> desk.runs().openRun(run.id(), desk.nav()::goToRun),
                        Styles.SMALL);
        HBox row =
                Ui.row(
                        12,
                        Ui.icon(
                                RunSummaryText.statusIcon(run).icon(),
                                RunSummaryText.statusIcon(run).styleClass()),
                        Ui.column(
                                2,
                                Ui.label(RunSummaryText.runTitle(texts, run)),
                                Ui.label(
                                        run.server()
                                                + " \u00b7 "
                                                + RunSummaryText.startedText(
                                                        texts, run, desk.clock().instant()),
                                        "muted",
                                        "small")),
                        Ui.spacer(),
                        open);
        row.getStyleClass().add("list-row");
        return row;
    }

    private Node practiceCard() {
        boolean here = desk.engine().practiceProblem().isEmpty();
        Button start =
                here
                        ? Ui.button(
                                texts.get("home.practice-start"),
                                Feather.PLAY_CIRCLE,
                                this::startPractice)
                        : Ui.button(
                                texts.get("recording.play"),
                                Feather.PLAY_CIRCLE,
                                () -> desk.runs().playRecorded(desk.nav()::goToRun));
        start.setId("practice");
        start.setDisable(!here && desk.engine().journal().readOnlyReason().isPresent());
        HBox card =
                Ui.row(
                        16,
                        Ui.icon(Feather.LIFE_BUOY, "card-icon"),
                        Ui.growAlways(
                                Ui.column(
                                        4,
                                        Ui.label(
                                                texts.get(
                                                        here ? "home.practice" : "recording.offer"),
                                                "card-title"),
                                        Ui.wrappedText(
                                                texts.get(
                                                        here
                                                                ? "home.practice-text"
                                                                : "recording.offer-text"),
                                                "muted"))),
                        start);
        start.setMinWidth(Button.USE_PREF_SIZE);
        card.getStyleClass().add("panel");
        return card;
    }

    private void startPractice() {
        foot.setPrimary(
                PageAction.main(texts.get("home.connect"), () -> {})
                        .withDisabledReason(texts.get("home.practice-starting")));
        desk.tasks()
                .of(desk.engine()::startPractice)
                .onEnd(() ->
                        foot.setPrimary(
                                PageAction.main(
                                        texts.get("home.connect"),
                                        () -> desk.nav().goToPage(PageKind.CONNECT))))
                .onDone(started -> {
                    switch (started) {
                        case PracticeStartResult.Ready ready ->
                                new PracticeConnection(desk).connectTo(ready.server());
                        case PracticeStartResult.Failed failed -> {
                            notices.getChildren()
                                    .setAll(NoticeBox.of(desk.texts(), failed.problem()));
                            Ui.setShown(notices, true);
                        }
                    }
                })
                .start();
    }
}
