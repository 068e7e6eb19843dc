package dev.handrail.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.remote.Connector.Asker;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;
import dev.handrail.remote.Connector.SecretAsk.Kind;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

class RememberingAskerTest {
    private final Deque<String> typed = new ArrayDeque<>(List.of("first", "second", "third"));
    private final RememberingAsker asker =
            new RememberingAsker(
                    new Asker() {
                        @Override
                        public boolean trust(HostKey key) {
                            return false;
                        }

                        @Override
                        public Optional<char[]> secret(SecretAsk ask) {
                            return Optional.ofNullable(typed.poll()).map(String::toCharArray);
                        }
                    });

    private String asked(Kind kind, String who, String prompt, int attempt) {
        return asker.secret(new SecretAsk(kind, who, prompt, false, attempt))
                .map(String::new)
                .orElse("nothing");
    }

    @Test
    void aPasswordIsGivenAgainWhenTheConnectionIsMadeAnew() {
        assertEquals("first", asked(Kind.PASSWORD, "ada@web", "", 1));
        assertEquals("first", asked(Kind.PASSWORD, "ada@web", "", 1));
    }

    @Test
    void eachAccountAndKindHasItsOwn() {
        assertEquals("first", asked(Kind.PASSWORD, "ada@web", "", 1));
        assertEquals("second", asked(Kind.SUDO, "ada@web", "", 1));
        assertEquals("third", asked(Kind.PASSWORD, "ada@jump", "", 1));
    }

    @Test
    void oneThatWasWrongIsForgotten() {
        assertEquals("first", asked(Kind.SUDO, "ada@web", "", 1));
        assertEquals("second", asked(Kind.SUDO, "ada@web", "", 2));
        assertEquals("second", asked(Kind.SUDO, "ada@web", "", 1));
    }

    @Test
    void aOneTimeCodeIsAskedForEachTime() {
        assertEquals("first", asked(Kind.KEYBOARD_INTERACTIVE, "ada@web", "Verification code:", 1));
        assertEquals(
                "second", asked(Kind.KEYBOARD_INTERACTIVE, "ada@web", "Verification code:", 1));
        assertEquals("third", asked(Kind.KEYBOARD_INTERACTIVE, "ada@web", "Password:", 1));
        assertEquals("third", asked(Kind.KEYBOARD_INTERACTIVE, "ada@web", "Password:", 1));
    }
}
