package dev.handrail.ui.pages;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Runbook;
import dev.handrail.practice.Started;
import dev.handrail.run.Journal;
import dev.handrail.store.RunbookLibrary.RunbookError;
import dev.handrail.store.Targets.Saved;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Action;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Foot;
import dev.handrail.ui.shell.Page;
import dev.handrail.ui.shell.PageKind;

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
final class HomePage implements Page {
    private static final int RECENT = 5;
    private static final int SERVERS = 6;

    private final Desk desk;
    private final Texts texts;
    private final PageBox box;
    private final Foot foot = new Foot();
    private final VBox notices = Ui.column(10);
    private final VBox unfinished = Ui.column(10);
    private final VBox servers = Ui.column(10);
    private final VBox how = Ui.column(10);
    private final VBox recent = Ui.column(10);

    private record Seen(List<Journal.Summary> runs, List<Saved> servers) {}

    HomePage(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.box = new PageBox(texts.get("home.title"), texts.get("home.lead"));
        box.add(notices, unfinished, servers, practice(), how, recent);
        foot.primary(Action.main(texts.get("home.connect"), () -> desk.nav().go(PageKind.CONNECT)));
        for (VBox part : List.of(notices, unfinished, how, recent)) {
            Ui.shown(part, false);
        }
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public Foot foot() {
        return foot;
    }

    @Override
    public void shown() {
        desk.tasks()
                .of(() -> new Seen(desk.engine().journal().runs(), desk.engine().targets().all()))
                .onDone(this::fill)
                .start();
    }

    private void fill(Seen seen) {
        notices();
        List<Journal.Summary> open = seen.runs().stream().filter(RunText::unfinished).toList();
        unfinished.getChildren().setAll(open.stream().map(this::unfinished).toList());
        Ui.shown(unfinished, !open.isEmpty());
        servers.getChildren().setAll(Ui.heading(texts.get("home.servers")));
        if (seen.servers().isEmpty()) {
            servers.getChildren().add(Ui.text(texts.get("home.no-servers"), "muted"));
        } else {
            FlowPane cards = new FlowPane(12, 12);
            ServerCard maker = new ServerCard(desk);
            seen.servers().stream()
                    .sorted(Comparator.comparing(Saved::lastSeen).reversed())
                    .limit(SERVERS)
                    .map(maker::make)
                    .forEach(cards.getChildren()::add);
            servers.getChildren().add(cards);
            if (seen.servers().size() > SERVERS) {
                servers.getChildren()
                        .add(
                                Ui.button(
                                        texts.get("home.all-servers", seen.servers().size()),
                                        () -> desk.nav().go(PageKind.CONNECT),
                                        Styles.FLAT));
            }
        }
        recent.getChildren().setAll(Ui.heading(texts.get("home.recent")));
        seen.runs().stream().limit(RECENT).map(this::recent).forEach(recent.getChildren()::add);
        Ui.shown(recent, !seen.runs().isEmpty());
        how.getChildren().setAll(how());
        Ui.shown(how, seen.runs().isEmpty() && seen.servers().isEmpty());
    }

    /// What there is to know before the first run.
    private List<Node> how() {
        VBox lines = Ui.column(12);
        String products =
                desk.engine().runbooks().stream()
                        .map(Runbook::name)
                        .filter(name -> !name.startsWith("Practice"))
                        .sorted()
                        .collect(Collectors.joining(", "));
        line(lines, Feather.SEARCH, texts.get("home.how-look", products));
        line(lines, Feather.MAP, texts.get("home.how-plan"));
        line(lines, Feather.TERMINAL, texts.get("home.how-run"));
        line(lines, Feather.CORNER_UP_LEFT, texts.get("home.how-back"));
        line(lines, Feather.CLOCK, texts.get("home.how-history"));
        return List.of(Ui.heading(texts.get("home.how")), Ui.card(lines));
    }

    private static void line(VBox into, Feather icon, String text) {
        HBox line = Ui.row(14, Ui.icon(icon, "how-icon"), Ui.grow(Ui.text(text)));
        into.getChildren().add(line);
    }

    private void notices() {
        notices.getChildren().clear();
        desk.engine()
                .journal()
                .readOnly()
                .ifPresent(problem -> notices.getChildren().add(Notice.of(desk.texts(), problem)));
        List<RunbookError> errors = desk.engine().runbookErrors();
        if (!errors.isEmpty()) {
            VBox lines = Ui.column(4);
            errors.forEach(
                    error -> lines.getChildren().add(Ui.text(error.toString(), "mono", "small")));
            notices.getChildren()
                    .add(
                            new Notice(
                                            Notice.Kind.WARNING,
                                            texts.count("home.runbook-errors", errors.size()),
                                            texts.get("home.runbook-errors-text"))
                                    .with(lines));
        }
        List<String> said = desk.engine().runbookNotices();
        if (!said.isEmpty()) {
            notices.getChildren()
                    .add(
                            new Notice(
                                    Notice.Kind.INFO,
                                    texts.get("home.runbook-notices"),
                                    texts.said(String.join("\n", said))));
        }
        desk.engine()
                .settings()
                .damaged()
                .ifPresent(problem ->
                        notices.getChildren()
                                .add(Notice.of(desk.texts(), Notice.Kind.WARNING, problem)));
        desk.engine()
                .targets()
                .damaged()
                .ifPresent(problem ->
                        notices.getChildren()
                                .add(Notice.of(desk.texts(), Notice.Kind.WARNING, problem)));
        Ui.shown(notices, !notices.getChildren().isEmpty());
    }

    private Node unfinished(Journal.Summary run) {
        Button on =
                Ui.button(
                        texts.get("home.go-on"),
                        Feather.PLAY,
                        () -> resume(run.id()),
                        Styles.ACCENT);
        on.setId("go-on");
        Button look =
                Ui.button(
                        texts.get("home.look"),
                        () -> desk.runs().open(run.id(), desk.nav()::goToRun));
        on.setDisable(desk.engine().journal().readOnly().isPresent());
        return new Notice(
                        Notice.Kind.WARNING,
                        texts.get("home.unfinished", RunText.title(texts, run), run.server()),
                        RunText.recorded(run)
                                ? texts.get("recording.standing")
                                : texts.get(
                                        "home.unfinished-text",
                                        RunText.started(texts, run, desk.clock().instant())))
                .with(Ui.row(8, on, look));
    }

    private void resume(String id) {
        new Resume(desk).go(id);
    }

    private Node recent(Journal.Summary run) {
        Button open =
                Ui.button(
                        texts.get("home.open"),
                        () -> desk.runs().open(run.id(), desk.nav()::goToRun),
                        Styles.SMALL);
        HBox row =
                Ui.row(
                        12,
                        Ui.icon(RunText.mark(run).icon(), RunText.mark(run).styleClass()),
                        Ui.column(
                                2,
                                Ui.label(RunText.title(texts, run)),
                                Ui.label(
                                        run.server()
                                                + " \u00b7 "
                                                + RunText.started(
                                                        texts, run, desk.clock().instant()),
                                        "muted",
                                        "small")),
                        Ui.spacer(),
                        open);
        row.getStyleClass().add("list-row");
        return row;
    }

    private Node practice() {
        boolean here = desk.engine().noPractice().isEmpty();
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
        start.setDisable(!here && desk.engine().journal().readOnly().isPresent());
        HBox card =
                Ui.row(
                        16,
                        Ui.icon(Feather.LIFE_BUOY, "card-icon"),
                        Ui.grow(
                                Ui.column(
                                        4,
                                        Ui.label(
                                                texts.get(
                                                        here ? "home.practice" : "recording.offer"),
                                                "card-title"),
                                        Ui.text(
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
        foot.primary(
                Action.main(texts.get("home.connect"), () -> {})
                        .unless(texts.get("home.practice-starting")));
        desk.tasks()
                .of(desk.engine()::practice)
                .onEnd(() ->
                        foot.primary(
                                Action.main(
                                        texts.get("home.connect"),
                                        () -> desk.nav().go(PageKind.CONNECT))))
                .onDone(started -> {
                    switch (started) {
                        case Started.Ready ready -> new Practise(desk).connect(ready.server());
                        case Started.Failed failed -> {
                            notices.getChildren().setAll(Notice.of(desk.texts(), failed.problem()));
                            Ui.shown(notices, true);
                        }
                    }
                })
                .start();
    }
}
