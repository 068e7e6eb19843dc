package dev.handrail.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.app.Person.Given;
import dev.handrail.app.Person.Keeping;
import dev.handrail.model.Problem;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;
import dev.handrail.remote.Connector.SecretAsk.Kind;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.store.keychain.SecretName;
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
class RememberingAskerTest {
    private static final String WEB = "ada@web:22";

    private final FakeKeychain keychain = new FakeKeychain();
    private final Typist typist = new Typist();
    private Secrets secrets = new Secrets(keychain);
    private RememberingAsker asker = new RememberingAsker(typist, secrets);

    /// A person who types one word after the other.
    private static final class Typist implements Person {
        private final Deque<String> typed = new ArrayDeque<>(List.of("first", "second", "third"));
        private final List<Keeping> offered = new ArrayList<>();
        private final List<Problem> told = new ArrayList<>();
        private boolean keeps;
        private boolean mayUseKept = true;

        @Override
        public boolean trust(HostKey key) {
            return false;
        }

        @Override
        public Optional<Given> secret(SecretAsk ask, Keeping keeping) {
            offered.add(keeping);
            return Optional.ofNullable(typed.poll())
                    .map(word -> new Given(word.toCharArray(), keeps));
        }

        @Override
        public void notKept(Problem problem) {
            told.add(problem);
        }

        @Override
        public boolean mayUseKept() {
            return mayUseKept;
        }
    }

    private static SecretAsk ask(Kind kind, String account, String prompt, int attempt) {
        return new SecretAsk(kind, account, account.replace(":22", ""), prompt, false, attempt);
    }

    private String asked(Kind kind, String account, String prompt, int attempt) {
        return asker.secret(ask(kind, account, prompt, attempt)).map(String::new).orElse("nothing");
    }

    /// What stands in the keychain when all that was begun has been done.
    private Map<String, String> kept() {
        secrets.close();
        return keychain.entries();
    }

    private void again() {
        secrets.close();
        secrets = new Secrets(keychain);
        asker = new RememberingAsker(typist, secrets);
    }

    @Test
    void aPasswordIsGivenAgainWhenTheConnectionIsMadeAnew() {
        assertEquals("first", asked(Kind.PASSWORD, WEB, "", 1));
        assertEquals("first", asked(Kind.PASSWORD, WEB, "", 1));
    }

    @Test
    void eachAccountAndKindHasItsOwn() {
        assertEquals("first", asked(Kind.PASSWORD, WEB, "", 1));
        assertEquals("second", asked(Kind.SUDO, WEB, "", 1));
        assertEquals("third", asked(Kind.PASSWORD, "ada@web:2222", "", 1));
    }

    @Test
    void oneThatWasWrongIsForgotten() {
        assertEquals("first", asked(Kind.SUDO, WEB, "", 1));
        assertEquals("second", asked(Kind.SUDO, WEB, "", 2));
        assertEquals("second", asked(Kind.SUDO, WEB, "", 1));
        asker.refused(ask(Kind.SUDO, WEB, "", 1));
        assertEquals("third", asked(Kind.SUDO, WEB, "", 1));
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
            assertEquals(word, asked(Kind.KEYBOARD_INTERACTIVE, WEB, prompt, 1));
            asker.accepted(ask(Kind.KEYBOARD_INTERACTIVE, WEB, prompt, 1));
        }
        assertEquals(List.of(Keeping.NOT_OFFERED, Keeping.NOT_OFFERED), typist.offered);
        assertEquals(Map.of(), kept());
    }

    @Test
    void aPasswordThatTheServerAsksForInItsOwnWordsLasts() {
        typist.keeps = true;
        assertEquals("first", asked(Kind.KEYBOARD_INTERACTIVE, WEB, "(ada@web) Password:", 1));
        asker.accepted(ask(Kind.KEYBOARD_INTERACTIVE, WEB, "(ada@web) Password:", 1));
        assertEquals("first", asked(Kind.KEYBOARD_INTERACTIVE, WEB, "(ada@web) Password:", 1));
        assertEquals(Map.of(WEB + " password", "first"), kept());
    }

    @Test
    void onlyWhatWasAcceptedIsKeptAndOnlyOnRequest() {
        typist.keeps = true;
        asked(Kind.PASSWORD, WEB, "", 1);
        asked(Kind.PASSWORD, WEB, "", 2);
        asker.accepted(ask(Kind.PASSWORD, WEB, "", 2));
        typist.keeps = false;
        asked(Kind.SUDO, WEB, "", 1);
        asker.accepted(ask(Kind.SUDO, WEB, "", 1));
        assertEquals(Map.of(WEB + " password", "second"), kept());
    }

    @Test
    void aPassphraseIsKeptForItsKeyFile() {
        typist.keeps = true;
        SecretAsk ask = new SecretAsk(Kind.PASSPHRASE, WEB, "/home/ada/my keys/id", "", false, 1);
        asker.secret(ask);
        asker.accepted(ask);
        assertEquals(Map.of(WEB + " passphrase /home/ada/my%20keys/id", "first"), kept());
    }

    @Test
    void whatIsKeptIsTakenWithoutAsking() {
        typist.keeps = true;
        asked(Kind.SUDO, WEB, "", 1);
        asker.accepted(ask(Kind.SUDO, WEB, "", 1));
        again();
        assertEquals("first", asked(Kind.SUDO, WEB, "", 1));
        assertEquals("second", asked(Kind.PASSWORD, WEB, "", 1));
        assertEquals("third", asked(Kind.SUDO, "ada@web:2222", "", 1));
    }

    @Test
    void whatIsKeptAndRefusedIsRemovedAndAskedForSayingSo() {
        typist.keeps = true;
        asked(Kind.SUDO, WEB, "", 1);
        asker.accepted(ask(Kind.SUDO, WEB, "", 1));
        again();
        asked(Kind.SUDO, WEB, "", 1);
        asker.refused(ask(Kind.SUDO, WEB, "", 1));
        assertEquals("second", asked(Kind.SUDO, WEB, "", 2));
        assertEquals(Keeping.REFUSED, typist.offered.getLast());
        asker.accepted(ask(Kind.SUDO, WEB, "", 2));
        assertEquals(Map.of(WEB + " sudo", "second"), kept());
    }

    @Test
    void oneThatEndedTheConnectionIsNotTriedAgain() {
        typist.keeps = true;
        asked(Kind.PASSWORD, WEB, "", 1);
        asker.accepted(ask(Kind.PASSWORD, WEB, "", 1));
        again();
        asked(Kind.PASSWORD, WEB, "", 1);
        asker.refused(ask(Kind.PASSWORD, WEB, "", 1));
        asker = new RememberingAsker(typist, secrets);
        assertEquals("second", asked(Kind.PASSWORD, WEB, "", 1));
        assertEquals(Keeping.REFUSED, typist.offered.getLast());
        assertEquals(Map.of(), kept());
    }

    @Test
    void aLockedKeychainThatNobodyOpensIsAsBefore() {
        typist.keeps = true;
        asked(Kind.PASSWORD, WEB, "", 1);
        asker.accepted(ask(Kind.PASSWORD, WEB, "", 1));
        again();
        keychain.lock();
        assertEquals("second", asked(Kind.PASSWORD, WEB, "", 1));
        asker.accepted(ask(Kind.PASSWORD, WEB, "", 1));
        assertEquals(Map.of(WEB + " password", "first"), kept());
        assertEquals(List.of("It is locked."), typist.told.stream().map(Problem::what).toList());
    }

    @Test
    void whereThereIsNoKeychainNothingIsOffered() {
        Problem why = new Problem("keychain.none", "There is none.", "");
        Secrets none = new Secrets(Keychain.none(why));
        asker = new RememberingAsker(typist, none);
        typist.keeps = true;
        asked(Kind.PASSWORD, WEB, "", 1);
        asker.accepted(ask(Kind.PASSWORD, WEB, "", 1));
        assertEquals(List.of(Keeping.NOT_OFFERED), typist.offered);
        assertEquals(Optional.of(why), none.unavailable());
        none.close();
        assertEquals(List.of(), typist.told);
    }

    @Test
    void whoeverAnswersInAnOrderIsAskedForAll() {
        typist.keeps = true;
        asked(Kind.PASSWORD, WEB, "", 1);
        asker.accepted(ask(Kind.PASSWORD, WEB, "", 1));
        again();
        typist.mayUseKept = false;
        assertEquals("second", asked(Kind.PASSWORD, WEB, "", 1));
        assertEquals(Keeping.NOT_OFFERED, typist.offered.getLast());
    }

    @Test
    void whatIsKeptIsListedByNameAndForgotten() {
        typist.keeps = true;
        asked(Kind.PASSWORD, WEB, "", 1);
        asker.accepted(ask(Kind.PASSWORD, WEB, "", 1));
        SecretName name = new SecretName(WEB, SecretName.Kind.PASSWORD, "");
        assertEquals(List.of(name), secrets.kept());
        assertEquals(Optional.empty(), secrets.forget(List.of(name)));
        assertEquals(List.of(), secrets.kept());
        assertEquals(Map.of(), kept());
    }
}
