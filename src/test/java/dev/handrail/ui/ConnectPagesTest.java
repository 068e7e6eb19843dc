package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.CredentialPrompt.GivenSecret;
import dev.handrail.app.CredentialPrompt.KeychainOffer;
import dev.handrail.model.Target;
import dev.handrail.model.Target.Privilege;
import dev.handrail.model.Target.SshLink;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.palette.CommandPalette;
import dev.handrail.ui.session.ConnectionQuestion;

import javafx.event.ActionEvent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The pages before a plan: home, connecting with its questions, and what was detected.
@Tag("window")
class ConnectPagesTest extends PageTestBase {
    @Test
    void homeSaysWhatToDoWhenThereIsNothing() throws Exception {
        fx.awaitText("No servers yet");
        fx.awaitText("Try it on a practice server");
    }

    @Test
    void homeOffersServersWithWhatIsNewerAndWhatIsUnfinished() throws Exception {
        scenes.servers();
        scenes.past("20261120-0110-c", PlanSample.oneHop(), Scenes.START).start(0);
        scenes.go(PageKind.HOME);
        fx.awaitText("Upgrade to 2.5.1");
        fx.awaitText("Status-Page 2.3.0 → 2.5.1 on root@db1.example.org is not finished");
        fx.node("resume");
    }

    /// Handrail upgraded it a quarter of an hour after it was last seen.
    @Test
    void homeTellsWhatALaterRunHasLeft() throws Exception {
        scenes.servers();
        scenes.upgraded("20261120-0110-c", Scenes.START.plusSeconds(1));
        scenes.go(PageKind.HOME);
        fx.awaitText("Status-Page 2.5.1 since its upgrade");
        assertEquals(List.of(), fx.textsWith("Upgrade to 2.5.1"));
    }

    @Test
    void homeTellsThatALaterRunDidNotReachItsEnd() throws Exception {
        scenes.servers();
        scenes.ended("20261120-0110-c", Scenes.START.plusSeconds(1));
        scenes.go(PageKind.HOME);
        fx.awaitText("2.3.0 when last seen; a later run to 2.5.1 did not reach its end");
        assertEquals(List.of(), fx.textsWith("Upgrade to 2.5.1"));
    }

    @Test
    void anOldRunSaysWhatWasTrueThenAndNamesTheLaterRuns() throws Exception {
        scenes.upgraded("20261101-0110-c", Scenes.START.minus(Duration.ofDays(19)));
        scenes.verified("20261101-0110-c", "20261101-0300-d");
        fx.run(() ->
                fx.window().pageContext().runs().openRun("20261101-0110-c", fx.window()::goToRun));
        fx.awaitText("Status-Page ran 2.5.1 after this run");
        fx.awaitText("Since then on this server");
        fx.awaitText("Status-Page 2.5.1, verified again");
        assertEquals(List.of(), fx.textsWith("now runs"));
    }

    @Test
    void aServerIsEditedFromItsCardAndANewOneBeginsEmpty() throws Exception {
        scenes.servers();
        scenes.connected();
        scenes.go(PageKind.HOME);
        fx.chooseMenuItem("server-menu-sentry-internal", "server-edit");
        Fx.await("the server is in the form", () -> hostText().equals("sentry.internal"));
        scenes.go(PageKind.HOME);
        fx.press("footer-primary");
        fx.node("host");
        assertEquals("Enter a host.", because());
        assertEquals("", Fx.on(this::hostText));
    }

    private String hostText() {
        return fx.scene().lookup("#host") instanceof TextField host ? host.getText() : "?";
    }

    @Test
    void theCardLeadsToTheRunsOfItsServer() throws Exception {
        scenes.servers();
        scenes.upgraded("20261120-0110-c", Scenes.START.plusSeconds(1));
        scenes.go(PageKind.HOME);
        fx.awaitText("last backup by Handrail");
        fx.chooseMenuItem("server-menu-db1-example-org", "server-history");
        ComboBox<?> server = (ComboBox<?>) fx.node("history-server");
        Fx.await("its runs are shown", () -> "root@db1.example.org".equals(server.getValue()));
    }

    @Test
    void anUpgradeFromACardNeedsNoPageInBetween() throws Exception {
        scenes.detected("2.3.0");
        fx.run(() ->
                fx.window().goToPage(PageLocation.of(PageKind.DETECT).withProduct("status-page")));
        fx.node("notes-read");
        fx.press("notes-read");
        Fx.await("it can start", () -> !fx.scene().lookup("#footer-primary").isDisabled());
    }

    @Test
    void whatIsTypedIntoThePaletteIsDone() throws Exception {
        scenes.servers();
        scenes.upgraded("20261101-0110-c", Scenes.START.minus(Duration.ofDays(19)));
        palette("upgrade status", "Upgrade db1.example.org to 2.5.1…");
        fx.run(() -> fx.window().pageContext().overlay().close());
        palette("open last", "Open the last run");
        TextField search = (TextField) fx.node("palette-search");
        fx.run(() -> search.fireEvent(new ActionEvent()));
        fx.awaitText("Status-Page ran 2.5.1 after this run");
    }

    /// Opens the palette and types, as soon as it lists something.
    private void palette(String text, String first) throws Exception {
        fx.run(() -> new CommandPalette(fx.window().pageContext()).showPalette());
        ListView<?> list = (ListView<?>) fx.node("palette-list");
        Fx.await("it is filled", () -> list.getItems().size() > 5);
        type("palette-search", text);
        Fx.await(
                "the best match is chosen",
                () -> String.valueOf(list.getSelectionModel().getSelectedItem()).contains(first));
    }

    @Test
    void connectSaysWhatIsMissing() throws Exception {
        scenes.go(PageKind.CONNECT);
        fx.node("host");
        assertEquals("Enter a host.", because());
        type("host", "db1");
        assertEquals("Enter a user.", because());
        type("user", "root");
        assertEquals("", because());
        type("port", "99999");
        assertEquals("The port is a number from 1 to 65535.", because());
    }

    @Test
    void connectExplainsAFailureWhereItWasTyped() throws Exception {
        scenes.go(PageKind.CONNECT);
        type("host", "127.0.0.1");
        type("user", "root");
        type("port", "1");
        fx.press("footer-primary");
        fx.awaitText("Handrail could not connect.");
        assertFalse(
                Fx.on(() ->
                        fx.scene().getRoot().lookupAll(".field-problem").stream()
                                .map(node -> ((Label) node).getText())
                                .filter(text -> !text.isEmpty())
                                .toList()
                                .isEmpty()));
    }

    @Test
    void anEnvironmentMayBeAnyWord() throws Exception {
        scenes.go(PageKind.CONNECT);
        type("host", "127.0.0.1");
        type("user", "root");
        type("port", "1");
        type("environment", "customer-7");
        fx.press("footer-primary");
        fx.awaitText("Handrail could not connect.");
        fx.awaitText("CUSTOMER-7");
    }

    @Test
    void theFormNamesEveryWayToBecomeRoot() throws Exception {
        scenes.go(PageKind.CONNECT);
        ComboBox<?> box = (ComboBox<?>) fx.node("privilege");
        fx.awaitText("Work as the user who logs in");
        assertEquals(Privilege.values().length, Fx.on(() -> box.getItems().size()));
        choosePrivilege(Privilege.ANY);
        fx.awaitText("Root by whatever works (sudo, doas, run0)");
        choosePrivilege(Privilege.SUDO);
        fx.awaitText("Root through sudo");
        choosePrivilege(Privilege.DOAS);
        fx.awaitText("Root through doas");
        choosePrivilege(Privilege.RUN0);
        fx.awaitText("Root through run0");
    }

    @Test
    void connectBecomesRootInTheChosenWay() throws Exception {
        scenes.go(PageKind.CONNECT);
        type("host", "127.0.0.1");
        type("user", "ada");
        type("port", "1");
        choosePrivilege(Privilege.DOAS);
        fx.press("footer-primary");
        fx.awaitText("Handrail could not connect.");
        Target tried = Fx.on(() -> fx.window().pageContext().session().targetProperty().get());
        assertEquals(Privilege.DOAS, tried.privilege());
    }

    @Test
    void aSavedServerBringsItsWayToBecomeRootIntoTheForm() throws Exception {
        scenes.servers();
        saveWithPrivilege(Privilege.RUN0);
        scenes.go(PageKind.CONNECT);
        scenes.choose(3);
        fx.awaitText("Root through run0");
        scenes.choose(0);
        fx.awaitText("Work as the user who logs in");
    }

    @Test
    void theFormChoosesTheSshProgramAndTheServerKeepsIt() throws Exception {
        scenes.go(PageKind.CONNECT);
        fx.awaitText("As your SSH configuration needs");
        chooseSshClient(SshClient.BUILTIN);
        fx.awaitText("The one built into Handrail");
        chooseSshClient(SshClient.SYSTEM);
        fx.awaitText("The ssh program of this computer");
        type("host", "127.0.0.1");
        type("user", "ada");
        type("port", "1");
        fx.press("footer-primary");
        fx.awaitText("Handrail could not connect.");
        Target tried = Fx.on(() -> fx.window().pageContext().session().targetProperty().get());
        assertEquals(Optional.of(SshLink.SYSTEM), tried.link());
    }

    @Test
    void aSavedServerBringsItsSshProgramIntoTheForm() throws Exception {
        scenes.servers();
        Target target = Target.of("ada", "zeta.example.org", 22);
        SavedServer saved =
                new SavedServer(
                        target.withLink(Optional.of(SshLink.BUILTIN)),
                        "",
                        "",
                        Scenes.START.toString());
        assertEquals(Optional.empty(), fx.engine().targets().saveServer(saved));
        scenes.go(PageKind.CONNECT);
        scenes.choose(3);
        fx.awaitText("The one built into Handrail");
        scenes.choose(0);
        fx.awaitText("As your SSH configuration needs");
    }

    private void chooseSshClient(SshClient client) throws Exception {
        ComboBox<?> box = (ComboBox<?>) fx.node("ssh-client");
        fx.run(() -> box.getSelectionModel().select(client.ordinal()));
    }

    private void choosePrivilege(Privilege privilege) throws Exception {
        ComboBox<?> box = (ComboBox<?>) fx.node("privilege");
        fx.run(() -> box.getSelectionModel().select(privilege.ordinal()));
    }

    private void saveWithPrivilege(Privilege privilege) {
        Target target =
                new Target(
                        "zeta",
                        "zeta.example.org",
                        22,
                        "ada",
                        Optional.empty(),
                        Optional.empty(),
                        privilege,
                        "");
        SavedServer saved = new SavedServer(target, "", "", Scenes.START.toString());
        assertEquals(Optional.empty(), fx.engine().targets().saveServer(saved));
    }

    @Test
    void anUnknownHostKeyIsShownAndTrustedOnlyByThePersonsWord() throws Exception {
        CompletableFuture<Boolean> reply = new CompletableFuture<>();
        HostKey key = new HostKey("db1", 22, "ssh-ed25519", "SHA256:abc");
        fx.run(() ->
                cards().showQuestion(new ConnectionQuestion.HostKeyQuestion(key, reply::complete)));
        assertEquals("SHA256:abc", ((TextField) fx.node("fingerprint")).getText());
        assertFalse(reply.isDone());
        fx.press("trust-yes");
        assertTrue(reply.get(30, TimeUnit.SECONDS));
        assertFalse(Fx.on(() -> fx.window().pageContext().overlay().isOpen()));
    }

    @Test
    void anUnknownKeyIsNotTrustedByEnter() throws Exception {
        HostKey key = new HostKey("db1", 22, "ssh-ed25519", "SHA256:abc");
        fx.run(() -> cards().showQuestion(new ConnectionQuestion.HostKeyQuestion(key, yes -> {})));
        Fx.await("Do not connect has the focus", () -> focused().equals("Do not connect"));
    }

    @Test
    void aSecretIsTypedHiddenAndLeavesTheField() throws Exception {
        CompletableFuture<Optional<GivenSecret>> reply = new CompletableFuture<>();
        fx.run(() ->
                cards().showQuestion(
                                new ConnectionQuestion.SecretQuestion(
                                        sudo(2), KeychainOffer.NOT_OFFERED, reply::complete)));
        PasswordField field = (PasswordField) fx.node("secret");
        fx.awaitText("That did not work. This is attempt 2.");
        fx.run(() -> field.setText("s3cret"));
        fx.press("overlay-ok");
        GivenSecret given = reply.get(30, TimeUnit.SECONDS).orElseThrow();
        assertEquals("s3cret", new String(given.secret()));
        assertFalse(given.keep());
        assertEquals("", Fx.on(field::getText));
    }

    private static SecretRequest sudo(int attempt) {
        return new SecretRequest(
                SecretRequest.RequestKind.SUDO, "ada@db1:22", "ada@db1", "", false, attempt);
    }

    @Test
    void detectShowsTheProductAndItsEvidence() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.DETECT);
        fx.awaitText("Status-Page");
        fx.awaitText("Debian GNU/Linux 12 (bookworm)");
        assertEquals("", because());
    }
}
