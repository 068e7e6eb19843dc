package dev.handrail.ui.servers;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.SideBySide;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLayout;
import dev.handrail.ui.session.WindowSession;
import dev.handrail.ui.settings.SavedSecretsList;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says where the server is, and connects to it.
public final class ConnectPage implements Page {
    private final PageContext desk;
    private final Texts texts;
    private final WindowSession session;
    private final PageActions foot = new PageActions();
    private final ServerForm form;
    private final ServerList list;
    private final SavedSecretsList kept;
    private final VBox notices = Ui.column(10);
    private final PageLayout box;
    private final InvalidationListener changed = o -> refreshActions();
    private boolean testing;

    private record ServerChoices(List<SavedServer> saved, List<Target> ssh) {}

    public ConnectPage(PageContext desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.session = desk.session();
        this.form = new ServerForm(texts, desk.files());
        this.kept = new SavedSecretsList(desk);
        this.list = new ServerList(texts, this::chooseServer, this::connectServer);
        this.box = new PageLayout(texts.get("connect.title"), texts.get("connect.lead"));
        box.addSections(notices, new SideBySide(list.view(), Ui.card(form.view(), kept.view())));
        Ui.setShown(notices, false);
        for (var observable : form.observableFields()) {
            observable.addListener(changed);
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
        session.stateProperty().addListener(changed);
        Target now = session.targetProperty().get();
        if (now != null) {
            chooseServer(now);
        }
        refreshActions();
        form.focusFirstField();
        desk.tasks()
                .of(() ->
                        new ServerChoices(
                                desk.engine().targets().listServers(), desk.engine().sshHosts()))
                .onDone(hosts -> {
                    list.showServers(hosts.saved(), hosts.ssh());
                    List<Target> jumps = new ArrayList<>(hosts.ssh());
                    hosts.saved().forEach(saved -> jumps.add(saved.target()));
                    form.setJumpHosts(jumps);
                })
                .start();
    }

    private void chooseServer(Target target) {
        form.fillFrom(target);
        kept.showForServer(target);
    }

    @Override
    public void onHidden() {
        session.stateProperty().removeListener(changed);
    }

    private void refreshActions() {
        boolean busy =
                session.stateProperty().get() == WindowSession.ConnectionState.CONNECTING
                        || testing;
        boolean same =
                isConnected()
                        && form.missingText().isEmpty()
                        && form.toTarget().equals(session.targetProperty().get());
        if (same) {
            foot.setPrimary(
                    PageAction.main(
                            texts.get("connect.next"), () -> desk.nav().goToPage(PageKind.DETECT)));
        } else {
            String missing = busy ? texts.get("connect.busy") : form.missingText();
            foot.setPrimary(
                    PageAction.main(texts.get("connect.go"), this::connectServer)
                            .withDisabledReason(missing));
        }
        PageAction test =
                PageAction.plain(texts.get("connect.test"), this::startTest)
                        .withDisabledReason(busy ? "-" : form.missingText());
        if (busy) {
            foot.setOthers(PageAction.plain(texts.get("common.cancel"), session::cancelConnecting));
        } else {
            foot.setOthers(test);
        }
        if (same && notices.getChildren().isEmpty()) {
            showNotice(
                    new NoticeBox(
                            NoticeBox.NoticeKind.GOOD,
                            texts.get("connect.connected", form.toTarget().addressText()),
                            ""));
        }
    }

    private boolean isConnected() {
        return session.stateProperty().get() == WindowSession.ConnectionState.CONNECTED;
    }

    private void showNotice(Node node) {
        notices.getChildren().setAll(node);
        Ui.setShown(notices, true);
    }

    private void connectServer() {
        if (!form.missingText().isEmpty()) {
            return;
        }
        clearNotices();
        Target target = form.toTarget();
        session.connectTo(target, () -> onConnected(target), this::showFailure);
    }

    private void clearNotices() {
        form.clearProblems();
        notices.getChildren().clear();
        Ui.setShown(notices, false);
    }

    private void onConnected(Target target) {
        desk.tasks()
                .of(() ->
                        desk.engine().targets().listServers().stream()
                                .filter(saved -> saved.target().name().equals(target.name()))
                                .findFirst()
                                .map(saved ->
                                        new SavedServer(
                                                target,
                                                saved.product(),
                                                saved.version(),
                                                saved.lastSeen()))
                                .orElse(
                                        new SavedServer(
                                                target, "", "", desk.clock().instant().toString())))
                .onDone(saved ->
                        desk.tasks()
                                .of(() -> desk.engine().targets().saveServer(saved))
                                .onDone(problem -> problem.ifPresent(desk.overlay()::showProblem))
                                .start())
                .start();
        desk.nav().goToPage(PageKind.DETECT);
    }

    private void showFailure(Problem problem) {
        refreshActions();
        if (!form.showProblem(problem)) {
            showNotice(NoticeBox.of(texts, problem));
        } else {
            showNotice(
                    new NoticeBox(
                            NoticeBox.NoticeKind.BAD,
                            texts.get("connect.failed"),
                            texts.inUserLanguage(problem.what())));
        }
        box.scrollToTop();
    }

    private void startTest() {
        clearNotices();
        testing = true;
        refreshActions();
        ServerConnection link = desk.engine().newLink(form.toTarget(), session.credentialPrompt());
        desk.tasks()
                .of(() -> testConnection(link))
                .onEnd(() -> {
                    testing = false;
                    refreshActions();
                })
                .onError(
                        ConnectionLostException.class,
                        lost -> showFailure(new Problem("link", lost.reason(), Message.EMPTY)))
                .onDone(result ->
                        result.problem()
                                .ifPresentOrElse(
                                        this::showFailure,
                                        () ->
                                                showNotice(
                                                        new NoticeBox(
                                                                NoticeBox.NoticeKind.GOOD,
                                                                texts.get("connect.test-good"),
                                                                texts.get(
                                                                        "connect.test-good-text",
                                                                        result.roundTrip()
                                                                                .toMillis(),
                                                                        result.hostKey())))))
                .start();
    }

    private record TestResult(Optional<Problem> problem, Duration roundTrip, String hostKey) {}

    private static TestResult testConnection(ServerConnection link) throws ConnectionLostException {
        try (link) {
            Optional<Problem> problem = link.connect();
            return problem.isPresent()
                    ? new TestResult(problem, Duration.ZERO, "")
                    : new TestResult(
                            problem,
                            link.currentShell().roundTrip(),
                            link.currentShell().hostKey());
        }
    }
}
