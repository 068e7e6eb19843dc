package dev.handrail.ui.pages;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;
import dev.handrail.store.Targets.Saved;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.Session;
import dev.handrail.ui.shell.Action;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Foot;
import dev.handrail.ui.shell.KeptList;
import dev.handrail.ui.shell.Page;
import dev.handrail.ui.shell.PageKind;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says where the server is, and connects to it.
final class ConnectPage implements Page {
    private final Desk desk;
    private final Texts texts;
    private final Session session;
    private final Foot foot = new Foot();
    private final ServerForm form;
    private final ServerList list;
    private final KeptList kept;
    private final VBox notices = Ui.column(10);
    private final PageBox box;
    private final InvalidationListener changed = o -> refresh();
    private boolean testing;

    private record Hosts(List<Saved> saved, List<Target> ssh) {}

    ConnectPage(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.session = desk.session();
        this.form = new ServerForm(texts, desk.files());
        this.kept = new KeptList(desk);
        this.list = new ServerList(texts, this::choose, this::connect);
        this.box = new PageBox(texts.get("connect.title"), texts.get("connect.lead"));
        box.add(notices, new Beside(list.view(), Ui.card(form.view(), kept.view())));
        Ui.shown(notices, false);
        for (var observable : form.observables()) {
            observable.addListener(changed);
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
        session.stateProperty().addListener(changed);
        Target now = session.targetProperty().get();
        if (now != null) {
            choose(now);
        }
        refresh();
        form.focus();
        desk.tasks()
                .of(() -> new Hosts(desk.engine().targets().all(), desk.engine().sshHosts()))
                .onDone(hosts -> {
                    list.show(hosts.saved(), hosts.ssh());
                    List<Target> jumps = new ArrayList<>(hosts.ssh());
                    hosts.saved().forEach(saved -> jumps.add(saved.target()));
                    form.jumpHosts(jumps);
                })
                .start();
    }

    private void choose(Target target) {
        form.fill(target);
        kept.show(target);
    }

    @Override
    public void hidden() {
        session.stateProperty().removeListener(changed);
    }

    private void refresh() {
        boolean busy = session.stateProperty().get() == Session.State.CONNECTING || testing;
        boolean same =
                connected()
                        && form.missing().isEmpty()
                        && form.target().equals(session.targetProperty().get());
        if (same) {
            foot.primary(
                    Action.main(texts.get("connect.next"), () -> desk.nav().go(PageKind.DETECT)));
        } else {
            String missing = busy ? texts.get("connect.busy") : form.missing();
            foot.primary(Action.main(texts.get("connect.go"), this::connect).unless(missing));
        }
        Action test =
                Action.plain(texts.get("connect.test"), this::test)
                        .unless(busy ? "-" : form.missing());
        if (busy) {
            foot.others(Action.plain(texts.get("common.cancel"), session::cancel));
        } else {
            foot.others(test);
        }
        if (same && notices.getChildren().isEmpty()) {
            notice(
                    new Notice(
                            Notice.Kind.GOOD,
                            texts.get("connect.connected", form.target().address()),
                            ""));
        }
    }

    private boolean connected() {
        return session.stateProperty().get() == Session.State.CONNECTED;
    }

    private void notice(Node node) {
        notices.getChildren().setAll(node);
        Ui.shown(notices, true);
    }

    private void connect() {
        if (!form.missing().isEmpty()) {
            return;
        }
        clear();
        Target target = form.target();
        session.connect(target, () -> connected(target), this::failed);
    }

    private void clear() {
        form.clear();
        notices.getChildren().clear();
        Ui.shown(notices, false);
    }

    private void connected(Target target) {
        desk.tasks()
                .of(() ->
                        desk.engine().targets().all().stream()
                                .filter(saved -> saved.target().name().equals(target.name()))
                                .findFirst()
                                .map(saved ->
                                        new Saved(
                                                target,
                                                saved.product(),
                                                saved.version(),
                                                saved.lastSeen()))
                                .orElse(
                                        new Saved(
                                                target, "", "", desk.clock().instant().toString())))
                .onDone(saved ->
                        desk.tasks()
                                .of(() -> desk.engine().targets().save(saved))
                                .onDone(problem -> problem.ifPresent(desk.overlay()::tell))
                                .start())
                .start();
        desk.nav().go(PageKind.DETECT);
    }

    private void failed(Problem problem) {
        refresh();
        if (!form.show(problem)) {
            notice(Notice.of(texts, problem));
        } else {
            notice(
                    new Notice(
                            Notice.Kind.BAD,
                            texts.get("connect.failed"),
                            texts.said(problem.what())));
        }
        box.toTop();
    }

    private void test() {
        clear();
        testing = true;
        refresh();
        Link link = desk.engine().link(form.target(), session.asking());
        desk.tasks()
                .of(() -> tested(link))
                .onEnd(() -> {
                    testing = false;
                    refresh();
                })
                .onError(
                        LinkLost.class,
                        lost -> failed(new Problem("link", String.valueOf(lost.getMessage()), "")))
                .onDone(result ->
                        result.problem()
                                .ifPresentOrElse(
                                        this::failed,
                                        () ->
                                                notice(
                                                        new Notice(
                                                                Notice.Kind.GOOD,
                                                                texts.get("connect.test-good"),
                                                                texts.get(
                                                                        "connect.test-good-text",
                                                                        result.roundTrip()
                                                                                .toMillis(),
                                                                        result.hostKey())))))
                .start();
    }

    private record Tested(Optional<Problem> problem, Duration roundTrip, String hostKey) {}

    private static Tested tested(Link link) throws LinkLost {
        try (link) {
            Optional<Problem> problem = link.connect();
            return problem.isPresent()
                    ? new Tested(problem, Duration.ZERO, "")
                    : new Tested(problem, link.shell().roundTrip(), link.shell().hostKey());
        }
    }
}
