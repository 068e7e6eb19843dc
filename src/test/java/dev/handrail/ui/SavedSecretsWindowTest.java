package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.CredentialPrompt.GivenSecret;
import dev.handrail.app.CredentialPrompt.KeychainOffer;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.testing.FakeKeychain;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.session.ConnectionQuestion;
import dev.handrail.ui.shell.ConnectionQuestionCards;

import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What the window offers and shows of the desktop's keychain.
@Tag("window")
class SavedSecretsWindowTest {
    private static final String DB = "root@db1.example.org:22 ";
    private static final String OTHER = "ada@other:2222 password";

    @TempDir private Path folder;
    private final FakeKeychain keychain =
            new FakeKeychain(DB + "password", "one", DB + "sudo", "two", OTHER, "three");
    private Fx fx;
    private Scenes scenes;

    private void open(Keychain with) throws Exception {
        fx = Fx.open(folder, Fx.CLOCK, Locale.ENGLISH, with);
        scenes = new Scenes(fx);
    }

    @AfterEach
    void close() throws Exception {
        if (fx != null) {
            fx.close();
        }
    }

    private CompletableFuture<Optional<GivenSecret>> asked(KeychainOffer keeping) throws Exception {
        CompletableFuture<Optional<GivenSecret>> reply = new CompletableFuture<>();
        SecretRequest ask =
                new SecretRequest(
                        SecretRequest.RequestKind.PASSWORD, "ada@db1:22", "ada@db1", "", false, 1);
        fx.run(() ->
                new ConnectionQuestionCards(
                                fx.window().pageContext().texts(),
                                fx.window().pageContext().overlay())
                        .showQuestion(
                                new ConnectionQuestion.SecretQuestion(
                                        ask, keeping, reply::complete)));
        TextField field = (TextField) fx.node("secret");
        fx.run(() -> field.setText("s3cret"));
        return reply;
    }

    @Test
    void aSecretIsKeptWhenTheBoxIsTickedAndNotBefore() throws Exception {
        open(keychain);
        CompletableFuture<Optional<GivenSecret>> unkept = asked(KeychainOffer.OFFERED);
        CheckBox box = (CheckBox) fx.node("secret-save");
        assertFalse(Fx.on(box::isSelected));
        fx.awaitText("writes it nowhere");
        fx.press("overlay-ok");
        assertFalse(unkept.get(30, TimeUnit.SECONDS).orElseThrow().keep());
        CompletableFuture<Optional<GivenSecret>> kept = asked(KeychainOffer.REFUSED);
        fx.awaitText("The saved secret did not work. Handrail has removed it");
        fx.press("secret-save");
        fx.awaitText("saves it in the desktop's keychain");
        fx.press("overlay-ok");
        assertTrue(kept.get(30, TimeUnit.SECONDS).orElseThrow().keep());
    }

    @Test
    void thereIsNoBoxWhereNothingCanBeKeptAndSettingsSayWhy() throws Exception {
        open(
                Keychain.unavailableBecause(
                        new Problem(
                                "keychain.none",
                                Message.literal("There is no keychain here."),
                                Message.EMPTY)));
        asked(KeychainOffer.NOT_OFFERED);
        assertNull(Fx.on(() -> fx.scene().lookup("#secret-save")));
        fx.press("overlay-ok");
        fx.run(() -> fx.window().settingsCard().showCard());
        fx.awaitText("There is no keychain here.");
    }

    @Test
    void settingsListWhatIsKeptAndForgetOneOrAll() throws Exception {
        open(keychain);
        fx.run(() -> fx.window().settingsCard().showCard());
        fx.awaitText("ada@other:2222");
        fx.awaitText("Password for sudo");
        fx.press("secrets-forget-SUDO");
        Fx.await("one is gone", () -> keychain.entries().size() == 2);
        assertEquals(Set.of(DB + "password", OTHER), keychain.entries().keySet());
        Fx.await("it is listed no more", () -> fx.scene().lookup("#secrets-forget-SUDO") == null);
        fx.press("secrets-forget-all");
        fx.awaitText("Handrail removes 2 secrets");
        fx.press("overlay-ok");
        Fx.await("all are gone", () -> keychain.entries().isEmpty());
        fx.awaitText("The keychain holds no secret of Handrail.");
    }

    @Test
    void whatCannotBeForgottenIsSaid() throws Exception {
        open(keychain);
        keychain.lock();
        fx.run(() -> fx.window().settingsCard().showCard());
        fx.press("secrets-forget-SUDO");
        fx.awaitText("It is locked.");
        assertEquals(3, keychain.entries().size());
    }

    @Test
    void theServersOwnAreShownAtItsForm() throws Exception {
        open(keychain);
        scenes.servers();
        scenes.go(PageKind.CONNECT);
        scenes.choose(0);
        fx.node("secrets-forget-SUDO");
        assertFalse(Fx.on(() -> fx.reads("ada@other:2222")));
        scenes.choose(1);
        Fx.await("nothing is kept", () -> fx.scene().lookup("#secrets-forget-SUDO") == null);
    }

    @Test
    void aServerThatIsForgottenTakesItsSecretsAlongIfWanted() throws Exception {
        open(keychain);
        scenes.servers();
        scenes.go(PageKind.HOME);
        fx.chooseMenuItem("server-menu-sentry-internal", "server-forget");
        fx.awaitText("Handrail forgets how to reach it.");
        assertFalse(Fx.on(() -> fx.scene().lookup("#remove-secrets").isVisible()));
        fx.press("overlay-ok");
        Fx.await("it is removed", () -> fx.engine().targets().listServers().size() == 2);
        fx.chooseMenuItem("server-menu-db1-example-org", "server-forget");
        fx.awaitText("Also forget the 2 secrets");
        assertTrue(Fx.on(((CheckBox) fx.node("remove-secrets"))::isSelected));
        fx.press("overlay-ok");
        Fx.await("they are gone", () -> keychain.entries().size() == 1);
        assertEquals(Set.of(OTHER), keychain.entries().keySet());
        assertEquals(1, fx.engine().targets().listServers().size());
    }
}
