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
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.session.WindowSession;
import dev.handrail.ui.settings.SavedSecretsList;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The page on which the admin describes a server, tests the connection, and connects to it. The
/// page can only do one of these at a time.
public final class ConnectPage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final WindowSession session;
    private final PageActions actions = new PageActions();
    private final ServerForm form;
    private final ServerList list;
    private final SavedSecretsList savedSecrets;
    private final VBox notices = Ui.column(10);
    private final PageLayout box;
    private final InvalidationListener changed = o -> refreshActions();
    private final Optional<String> wanted;
    private boolean testing;

    /// The saved servers and the hosts of the admin's SSH configuration.
    private record ServerChoices(List<SavedServer> saved, List<Target> ssh) {}

    /// The location may name the server to show, or none for a new one. Otherwise the form shows
    /// the server to which the window is connected.
    public ConnectPage(PageContext context, PageLocation location) {
        this.wanted = location.server();
        this.context = context;
        this.texts = context.texts();
        this.session = context.session();
        this.form = new ServerForm(texts, context.files());
        this.savedSecrets = new SavedSecretsList(context);
        this.list = new ServerList(texts, this::chooseServer, this::connectServer);
        this.box = new PageLayout(texts.get("connect.title"), texts.get("connect.lead"));
        box.addSections(
                notices, new SideBySide(list.view(), Ui.card(form.view(), savedSecrets.view())));
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
        if (now != null && wanted.isEmpty()) {
            chooseServer(now);
        }
        refreshActions();
        form.focusFirstField();
        context.tasks().of(this::loadChoices).onDone(this::showChoices).start();
    }

    /// Reads both lists from files. Called on a background thread.
    private ServerChoices loadChoices() {
        return new ServerChoices(
                context.engine().targets().listServers(), context.engine().sshHosts());
    }

    /// Shows all servers in the list, and offers the same servers as jump hosts.
    private void showChoices(ServerChoices choices) {
        list.showServers(choices.saved(), choices.ssh());
        List<Target> jumps = new ArrayList<>(choices.ssh());
        choices.saved().forEach(saved -> jumps.add(saved.target()));
        form.setJumpHosts(jumps);
        choices.saved().stream()
                .map(SavedServer::target)
                .filter(target -> wanted.equals(Optional.of(target.name())))
                .findFirst()
                .ifPresent(this::chooseServer);
    }

    /// Fills the form with the server and shows its saved secrets. It does not connect.
    private void chooseServer(Target target) {
        form.fillFrom(target);
        savedSecrets.showForServer(target);
    }

    @Override
    public void onHidden() {
        session.stateProperty().removeListener(changed);
    }

    /// Updates the buttons for the form and the connection. The main button opens the detection
    /// page while the form describes the connected server, otherwise it connects. *Test* becomes
    /// *Cancel* while Handrail connects or tests.
    private void refreshActions() {
        boolean busy =
                session.stateProperty().get() == WindowSession.ConnectionState.CONNECTING
                        || testing;
        boolean connected = isConnectedToForm();
        actions.setPrimary(connected ? detectAction() : connectAction(busy));
        actions.setOthers(busy ? cancelAction() : testAction());
        if (connected && notices.getChildren().isEmpty()) {
            String text = texts.get("connect.connected", form.toTarget().addressText());
            showNotice(new NoticeBox(NoticeBox.NoticeKind.GOOD, text, ""));
        }
    }

    private PageAction cancelAction() {
        return PageAction.plain(texts.get("common.cancel"), session::cancelConnecting);
    }

    private PageAction detectAction() {
        return PageAction.main(
                texts.get("connect.next"), () -> context.nav().goToPage(PageKind.DETECT));
    }

    /// Returns the button that connects. It is disabled while Handrail connects, and while a field
    /// is missing or wrong.
    private PageAction connectAction(boolean busy) {
        return PageAction.main(texts.get("connect.go"), this::connectServer)
                .withDisabledReason(busy ? texts.get("connect.busy") : form.missingText());
    }

    /// Returns the button that tests the connection without keeping it.
    private PageAction testAction() {
        return PageAction.plain(texts.get("connect.test"), this::startTest)
                .withDisabledReason(form.missingText());
    }

    /// Whether the open connection is to the server that the form describes. Any change in the
    /// form, also of the name, makes it false.
    private boolean isConnectedToForm() {
        return isConnected()
                && form.missingText().isEmpty()
                && form.toTarget().equals(session.targetProperty().get());
    }

    private boolean isConnected() {
        return session.stateProperty().get() == WindowSession.ConnectionState.CONNECTED;
    }

    /// Replaces the notice above the form. There is never more than one.
    private void showNotice(Node node) {
        notices.getChildren().setAll(node);
        Ui.setShown(notices, true);
    }

    /// Connects in the background; does nothing while the form is incomplete, because Enter in the
    /// list calls this method too.
    private void connectServer() {
        if (!form.missingText().isEmpty()) {
            return;
        }
        clearNotices();
        Target target = form.toTarget();
        session.connectTo(target, () -> onConnected(target), this::showFailure);
    }

    /// Removes the results of the last attempt from the fields and above the form.
    private void clearNotices() {
        form.clearProblems();
        notices.getChildren().clear();
        Ui.setShown(notices, false);
    }

    /// Saves the server and opens the page that detects its products. It does not wait for the
    /// save.
    private void onConnected(Target target) {
        new ServerRecorder(context).recordConnection(target);
        context.nav().goToPage(PageKind.DETECT);
    }

    /// Shows the problem at the field that it is about, or above the form when it is about none.
    /// The notice above the form appears in both cases, because the field may be out of view.
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

    /// Tests the connection in the background, over a connection of its own that ends with the
    /// test.
    private void startTest() {
        clearNotices();
        setTesting(true);
        ServerConnection link =
                context.engine().newLink(form.toTarget(), session.credentialPrompt());
        context.tasks()
                .of(() -> ConnectionTest.testConnection(link))
                .onEnd(() -> setTesting(false))
                .onError(ConnectionLostException.class, this::showConnectionLost)
                .onDone(this::showTestResult)
                .start();
    }

    private void setTesting(boolean now) {
        testing = now;
        refreshActions();
    }

    /// Shows why the connection was lost during the test.
    private void showConnectionLost(ConnectionLostException lost) {
        Message what = lost.reason();
        showFailure(new Problem("link", what, Message.EMPTY));
    }

    private void showTestResult(ConnectionTest result) {
        result.problem().ifPresentOrElse(this::showFailure, () -> showTestPassed(result));
    }

    /// Shows the round-trip time in milliseconds and the host key of the server.
    private void showTestPassed(ConnectionTest result) {
        long millis = result.roundTrip().toMillis();
        showNotice(
                new NoticeBox(
                        NoticeBox.NoticeKind.GOOD,
                        texts.get("connect.test-good"),
                        texts.get("connect.test-good-text", millis, result.hostKey())));
    }
}
