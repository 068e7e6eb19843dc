package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.Person.Given;
import dev.handrail.app.Person.Keeping;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;
import dev.handrail.remote.Connector.SecretAsk.Kind;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

@Tag("fast")
class TerminalAskerTest {
    private static final HostKey KEY = new HostKey("web", 22, "ssh-ed25519", "SHA256:abc");

    private static Optional<String> secret(TerminalAsker asker, Kind kind, int attempt) {
        return asker.secret(
                        new SecretAsk(
                                kind, "ada@web:22", "ada@web", "Code \u001b[2J1:", false, attempt),
                        Keeping.OFFERED)
                .map(given -> new String(given.secret()));
    }

    @Test
    void aKeyThatIsGivenAsAnOptionIsTrustedUnasked() {
        FakeTerminal terminal = FakeTerminal.piped();

        assertTrue(new TerminalAsker(terminal, List.of("SHA256:abc"), false, false).trust(KEY));
        assertEquals("", terminal.all());
    }

    @Test
    void anUnknownKeyIsRefusedWhereNobodyCanBeAsked() {
        FakeTerminal terminal = FakeTerminal.piped();

        assertFalse(new TerminalAsker(terminal, List.of("SHA256:other"), false, false).trust(KEY));
        assertTrue(terminal.warned().contains("--accept-host-key SHA256:abc"), terminal.warned());
    }

    @Test
    void anUnknownKeyIsShownAndAskedFor() {
        FakeTerminal terminal = FakeTerminal.typing("yes");

        assertTrue(new TerminalAsker(terminal, List.of(), false, false).trust(KEY));
        assertTrue(terminal.warned().contains("SHA256:abc"), terminal.warned());
        assertFalse(new TerminalAsker(FakeTerminal.typing(""), List.of(), false, false).trust(KEY));
    }

    @Test
    void secretsComeFromStandardInputInTheirOrder() {
        TerminalAsker asker =
                new TerminalAsker(FakeTerminal.piped("one", "two"), List.of(), true, false);

        assertEquals(Optional.of("one"), secret(asker, Kind.PASSWORD, 1));
        assertEquals(Optional.of("two"), secret(asker, Kind.SUDO, 1));
        assertEquals(Optional.empty(), secret(asker, Kind.SUDO, 2));
    }

    @Test
    void theServersPromptCannotActOnTheTerminal() {
        FakeTerminal terminal = FakeTerminal.typing("123456");

        assertEquals(
                Optional.of("123456"),
                secret(
                        new TerminalAsker(terminal, List.of(), false, false),
                        Kind.KEYBOARD_INTERACTIVE,
                        1));
        assertEquals("Code 1: ", terminal.shown());
    }

    @Test
    void givesUpAfterThreeAttempts() {
        TerminalAsker asker =
                new TerminalAsker(FakeTerminal.typing("a", "b"), List.of(), false, false);

        assertEquals(Optional.of("a"), secret(asker, Kind.PASSWORD, 3));
        assertEquals(Optional.empty(), secret(asker, Kind.PASSWORD, 4));
    }

    @Test
    void whatIsTypedIsKeptOnlyWhereThatIsWanted() {
        SecretAsk ask = new SecretAsk(Kind.SUDO, "ada@web:22", "ada@web", "", false, 2);
        FakeTerminal terminal = FakeTerminal.typing("a", "b");

        assertFalse(
                new TerminalAsker(terminal, List.of(), false, false)
                        .secret(ask, Keeping.REFUSED)
                        .map(Given::keep)
                        .orElseThrow());
        assertTrue(terminal.shown().startsWith("The one that was kept was not right, and is"));
        assertTrue(
                new TerminalAsker(terminal, List.of(), false, true)
                        .secret(ask, Keeping.OFFERED)
                        .map(Given::keep)
                        .orElseThrow());
    }

    @Test
    void standardInputIsReadWhateverIsKept() {
        assertFalse(new TerminalAsker(FakeTerminal.piped(), List.of(), true, false).mayUseKept());
        assertTrue(new TerminalAsker(FakeTerminal.piped(), List.of(), false, false).mayUseKept());
    }
}
