package dev.handrail.ui.servers;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.store.settings.SavedServers;
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

import java.util.ArrayList;
import java.util.List;

/// The page on which the admin describes a server and connects to it.
public final class ConnectPage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final WindowSession session;
    private final SavedServers savedServers;
    private final PageActions actions = new PageActions();
    private final ServerForm form;
    private final ServerList list;
    private final SavedSecretsList kept;
    private final VBox notices = Ui.column(10);
    private final PageLayout box;
    private final InvalidationListener changed = o -> refreshActions();
    private boolean testing;

    private record ServerChoices(List<SavedServer> saved, List<Target> ssh) {}

    public ConnectPage(PageContext context) {
        this.context = context;
        this.texts = context.texts();
        this.session = context.session();
        this.savedServers = context.engine().targets();
        this.form = new ServerForm(texts, context.files());
        this.kept = new SavedSecretsList(context);
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
        return actions;
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
        context.tasks().of(this::loadChoices).onDone(this::showChoices).start();
    }

    private ServerChoices loadChoices() {
        return new ServerChoices(savedServers.listServers(), context.engine().sshHosts());
    }

    private void showChoices(ServerChoices choices) {
        list.showServers(choices.saved(), choices.ssh());
        List<Target> jumps = new ArrayList<>(choices.ssh());
        choices.saved().forEach(saved -> jumps.add(saved.target()));
        form.setJumpHosts(jumps);
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
        boolean connected = isConnectedToForm();
        actions.setPrimary(connected ? detectAction() : connectAction(busy));
        actions.setOthers(
                busy
                        ? PageAction.plain(texts.get("common.cancel"), session::cancelConnecting)
                        : testAction());
        if (connected && notices.getChildren().isEmpty()) {
            String server = form.toTarget().addressText();
            showNotice(
                    new NoticeBox(
                            NoticeBox.NoticeKind.GOOD, texts.get("connect.connected", server), ""));
        }
    }

    private PageAction detectAction() {
        return PageAction.main(
                texts.get("connect.next"), () -> context.nav().goToPage(PageKind.DETECT));
    }

    private PageAction connectAction(boolean busy) {
        return PageAction.main(texts.get("connect.go"), this::connectServer)
                .withDisabledReason(busy ? texts.get("connect.busy") : form.missingText());
    }

    private PageAction testAction() {
        return PageAction.plain(texts.get("connect.test"), this::startTest)
                .withDisabledReason(form.missingText());
    }

    /// Whether the open connection is to the server that the form describes.
    private boolean isConnectedToForm() {
        return isConnected()
                && form.missingText().isEmpty()
                && form.toTarget().equals(session.targetProperty().get());
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
        context.tasks()
                .of(() -> savedServers.saveServer(mergeWithSaved(target)))
                .onDone(problem -> problem.ifPresent(context.overlay()::showProblem))
                .start();
        context.nav().goToPage(PageKind.DETECT);
    }

    /// The target with the product that was last detected under its name.
    private SavedServer mergeWithSaved(Target target) {
        return savedServers.listServers().stream()
                .filter(saved -> saved.target().name().equals(target.name()))
                .findFirst()
                .map(saved ->
                        new SavedServer(target, saved.product(), saved.version(), saved.lastSeen()))
                .orElseGet(() ->
                        new SavedServer(target, "", "", context.clock().instant().toString()));
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
        ServerConnection link =
                context.engine().newLink(form.toTarget(), session.credentialPrompt());
        context.tasks()
                .of(() -> ConnectionTest.testConnection(link))
                .onEnd(() -> {
                    testing = false;
                    refreshActions();
                })
                .onError(ConnectionLostException.class, this::showConnectionLost)
                .onDone(this::showTestResult)
                .start();
    }

    private void showConnectionLost(ConnectionLostException lost) {
        Message what = lost.reason();
        showFailure(new Problem("link", what, Message.EMPTY));
    }

    private void showTestResult(ConnectionTest result) {
        result.problem().ifPresentOrElse(this::showFailure, () -> showTestPassed(result));
    }

    private void showTestPassed(ConnectionTest result) {
        long millis = result.roundTrip().toMillis();
        showNotice(
                new NoticeBox(
                        NoticeBox.NoticeKind.GOOD,
                        texts.get("connect.test-good"),
                        texts.get("connect.test-good-text", millis, result.hostKey())));
    }
}
