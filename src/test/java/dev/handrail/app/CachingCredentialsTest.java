package dev.handrail.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.CredentialPrompt.GivenSecret;
import dev.handrail.app.CredentialPrompt.KeychainOffer;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.store.keychain.SecretName;
import dev.handrail.testing.English;
import dev.handrail.testing.FakeKeychain;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Tag("fast")
class CachingCredentialsTest {
    private static final String WEB = "ada@web:22";

    private final FakeKeychain keychain = new FakeKeychain();
    private final Typist typist = new Typist();
    private KeychainSecrets secrets = new KeychainSecrets(keychain);
    private CachingCredentials asker = new CachingCredentials(typist, secrets);

    /// A person who types one word after the other.
    private static final class Typist implements CredentialPrompt {
        private final Deque<String> typed = new ArrayDeque<>(List.of("first", "second", "third"));
        private final List<KeychainOffer> offered = new ArrayList<>();
        private final List<Problem> told = new ArrayList<>();
        private final List<Message> warnings = new ArrayList<>();
        private final List<HostKey> shown = new ArrayList<>();
        private boolean trusts;
        private boolean keeps;
        private boolean mayUseKept = true;

        @Override
        public boolean trustHostKey(HostKey key) {
            shown.add(key);
            return trusts;
        }

        @Override
        public Optional<GivenSecret> askSecret(SecretRequest ask, KeychainOffer keeping) {
            offered.add(keeping);
            return Optional.ofNullable(typed.poll())
                    .map(word -> new GivenSecret(word.toCharArray(), keeps));
        }

        @Override
        public void showWarning(Message warning) {
            warnings.add(warning);
        }

        @Override
        public void secretNotStored(Problem problem) {
            told.add(problem);
        }

        @Override
        public boolean mayUseStored() {
            return mayUseKept;
        }
    }

    private static SecretRequest ask(RequestKind kind, String account, String prompt, int attempt) {
        return new SecretRequest(kind, account, account.replace(":22", ""), prompt, false, attempt);
    }

    private String asked(RequestKind kind, String account, String prompt, int attempt) {
        return asker.askSecret(ask(kind, account, prompt, attempt))
                .map(String::new)
                .orElse("nothing");
    }

    /// What stands in the keychain when all that was begun has been done.
    private Map<String, String> kept() {
        secrets.close();
        return keychain.entries();
    }

    private void again() {
        secrets.close();
        secrets = new KeychainSecrets(keychain);
        asker = new CachingCredentials(typist, secrets);
    }

    @Test
    void aPasswordIsGivenAgainWhenTheConnectionIsMadeAnew() {
        assertEquals("first", asked(RequestKind.PASSWORD, WEB, "", 1));
        assertEquals("first", asked(RequestKind.PASSWORD, WEB, "", 1));
    }

    /// A key that cannot be saved is new at each reconnect, also at night.
    @Test
    void aTrustedHostKeyIsAskedForOnce() {
        HostKey key = new HostKey("web", 22, "ssh-ed25519", "SHA256:a");
        HostKey other = new HostKey("web", 22, "ssh-ed25519", "SHA256:b");
        assertFalse(asker.trustHostKey(key));
        typist.trusts = true;
        assertTrue(asker.trustHostKey(key));
        typist.trusts = false;
        assertTrue(asker.trustHostKey(key));
        assertFalse(asker.trustHostKey(other));
        assertEquals(List.of(key, key, other), typist.shown);
    }

    @Test
    void aWarningIsGivenOnce() {
        asker.showWarning(Message.literal("one"));
        asker.showWarning(Message.literal("one"));
        asker.showWarning(Message.literal("two"));
        assertEquals(List.of(Message.literal("one"), Message.literal("two")), typist.warnings);
    }

    @Test
    void eachAccountAndKindHasItsOwn() {
        assertEquals("first", asked(RequestKind.PASSWORD, WEB, "", 1));
        assertEquals("second", asked(RequestKind.SUDO, WEB, "", 1));
        assertEquals("third", asked(RequestKind.PASSWORD, "ada@web:2222", "", 1));
    }

    @Test
    void oneThatWasWrongIsForgotten() {
        assertEquals("first", asked(RequestKind.SUDO, WEB, "", 1));
        assertEquals("second", asked(RequestKind.SUDO, WEB, "", 2));
        assertEquals("second", asked(RequestKind.SUDO, WEB, "", 1));
        asker.secretRejected(ask(RequestKind.SUDO, WEB, "", 1));
        assertEquals("third", asked(RequestKind.SUDO, WEB, "", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Verification code:",
                "One-time password (OATH) for `ada':",
                "Password and token:",
                "New password:"
            })
    void whatIsForOneTimeIsAskedForEachTimeAndNeverKept(String prompt) {
        typist.keeps = true;
        for (String word : List.of("first", "second")) {
            assertEquals(word, asked(RequestKind.KEYBOARD_INTERACTIVE, WEB, prompt, 1));
            asker.secretAccepted(ask(RequestKind.KEYBOARD_INTERACTIVE, WEB, prompt, 1));
        }
        assertEquals(List.of(KeychainOffer.NOT_OFFERED, KeychainOffer.NOT_OFFERED), typist.offered);
        assertEquals(Map.of(), kept());
    }

    @Test
    void aPasswordThatTheServerAsksForInItsOwnWordsLasts() {
        typist.keeps = true;
        assertEquals(
                "first", asked(RequestKind.KEYBOARD_INTERACTIVE, WEB, "(ada@web) Password:", 1));
        asker.secretAccepted(ask(RequestKind.KEYBOARD_INTERACTIVE, WEB, "(ada@web) Password:", 1));
        assertEquals(
                "first", asked(RequestKind.KEYBOARD_INTERACTIVE, WEB, "(ada@web) Password:", 1));
        assertEquals(Map.of(WEB + " password", "first"), kept());
    }

    @Test
    void onlyWhatWasAcceptedIsKeptAndOnlyOnRequest() {
        typist.keeps = true;
        asked(RequestKind.PASSWORD, WEB, "", 1);
        asked(RequestKind.PASSWORD, WEB, "", 2);
        asker.secretAccepted(ask(RequestKind.PASSWORD, WEB, "", 2));
        typist.keeps = false;
        asked(RequestKind.SUDO, WEB, "", 1);
        asker.secretAccepted(ask(RequestKind.SUDO, WEB, "", 1));
        assertEquals(Map.of(WEB + " password", "second"), kept());
    }

    @Test
    void aPassphraseIsKeptForItsKeyFile() {
        typist.keeps = true;
        SecretRequest ask =
                new SecretRequest(
                        RequestKind.PASSPHRASE, WEB, "/home/ada/my keys/id", "", false, 1);
        asker.askSecret(ask);
        asker.secretAccepted(ask);
        assertEquals(Map.of(WEB + " passphrase /home/ada/my%20keys/id", "first"), kept());
    }

    @Test
    void whatIsKeptIsTakenWithoutAsking() {
        typist.keeps = true;
        asked(RequestKind.SUDO, WEB, "", 1);
        asker.secretAccepted(ask(RequestKind.SUDO, WEB, "", 1));
        again();
        assertEquals("first", asked(RequestKind.SUDO, WEB, "", 1));
        assertEquals("second", asked(RequestKind.PASSWORD, WEB, "", 1));
        assertEquals("third", asked(RequestKind.SUDO, "ada@web:2222", "", 1));
    }

    @Test
    void whatIsKeptAndRefusedIsRemovedAndAskedForSayingSo() {
        typist.keeps = true;
        asked(RequestKind.SUDO, WEB, "", 1);
        asker.secretAccepted(ask(RequestKind.SUDO, WEB, "", 1));
        again();
        asked(RequestKind.SUDO, WEB, "", 1);
        asker.secretRejected(ask(RequestKind.SUDO, WEB, "", 1));
        assertEquals("second", asked(RequestKind.SUDO, WEB, "", 2));
        assertEquals(KeychainOffer.REFUSED, typist.offered.getLast());
        asker.secretAccepted(ask(RequestKind.SUDO, WEB, "", 2));
        assertEquals(Map.of(WEB + " sudo", "second"), kept());
    }

    @Test
    void oneThatEndedTheConnectionIsNotTriedAgain() {
        typist.keeps = true;
        asked(RequestKind.PASSWORD, WEB, "", 1);
        asker.secretAccepted(ask(RequestKind.PASSWORD, WEB, "", 1));
        again();
        asked(RequestKind.PASSWORD, WEB, "", 1);
        asker.secretRejected(ask(RequestKind.PASSWORD, WEB, "", 1));
        asker = new CachingCredentials(typist, secrets);
        assertEquals("second", asked(RequestKind.PASSWORD, WEB, "", 1));
        assertEquals(KeychainOffer.REFUSED, typist.offered.getLast());
        assertEquals(Map.of(), kept());
    }

    @Test
    void aLockedKeychainThatNobodyOpensIsAsBefore() {
        typist.keeps = true;
        asked(RequestKind.PASSWORD, WEB, "", 1);
        asker.secretAccepted(ask(RequestKind.PASSWORD, WEB, "", 1));
        again();
        keychain.lock();
        assertEquals("second", asked(RequestKind.PASSWORD, WEB, "", 1));
        asker.secretAccepted(ask(RequestKind.PASSWORD, WEB, "", 1));
        assertEquals(Map.of(WEB + " password", "first"), kept());
        assertEquals(
                List.of("It is locked."),
                typist.told.stream().map(told -> English.of(told.what())).toList());
    }

    @Test
    void whereThereIsNoKeychainNothingIsOffered() {
        Problem why =
                new Problem("keychain.none", Message.literal("There is none."), Message.EMPTY);
        KeychainSecrets none = new KeychainSecrets(Keychain.unavailableBecause(why));
        asker = new CachingCredentials(typist, none);
        typist.keeps = true;
        asked(RequestKind.PASSWORD, WEB, "", 1);
        asker.secretAccepted(ask(RequestKind.PASSWORD, WEB, "", 1));
        assertEquals(List.of(KeychainOffer.NOT_OFFERED), typist.offered);
        assertEquals(Optional.of(why), none.unavailableReason());
        none.close();
        assertEquals(List.of(), typist.told);
    }

    @Test
    void whoeverAnswersInAnOrderIsAskedForAll() {
        typist.keeps = true;
        asked(RequestKind.PASSWORD, WEB, "", 1);
        asker.secretAccepted(ask(RequestKind.PASSWORD, WEB, "", 1));
        again();
        typist.mayUseKept = false;
        assertEquals("second", asked(RequestKind.PASSWORD, WEB, "", 1));
        assertEquals(KeychainOffer.NOT_OFFERED, typist.offered.getLast());
    }

    @Test
    void whatIsKeptIsListedByNameAndForgotten() {
        typist.keeps = true;
        asked(RequestKind.PASSWORD, WEB, "", 1);
        asker.secretAccepted(ask(RequestKind.PASSWORD, WEB, "", 1));
        SecretName name = new SecretName(WEB, SecretName.SecretKind.PASSWORD, "");
        assertEquals(List.of(name), secrets.storedNames());
        assertEquals(Optional.empty(), secrets.forgetSecrets(List.of(name)));
        assertEquals(List.of(), secrets.storedNames());
        assertEquals(Map.of(), kept());
    }
}
