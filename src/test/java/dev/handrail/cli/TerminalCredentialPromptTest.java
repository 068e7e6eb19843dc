package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.CredentialPrompt.GivenSecret;
import dev.handrail.app.CredentialPrompt.KeychainOffer;
import dev.handrail.cli.prompt.SecretReceivers;
import dev.handrail.cli.prompt.StandardInputSecrets;
import dev.handrail.cli.prompt.TerminalCredentialPrompt;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

@Tag("fast")
class TerminalCredentialPromptTest {
    private static final HostKey KEY = new HostKey("web", 22, "ssh-ed25519", "SHA256:abc");

    private static Optional<String> secret(
            TerminalCredentialPrompt asker, RequestKind kind, int attempt) {
        return asker.askSecret(
                        new SecretRequest(
                                kind, "ada@web:22", "ada@web", "Code \u001b[2J1:", false, attempt),
                        KeychainOffer.OFFERED)
                .map(given -> new String(given.secret()));
    }

    @Test
    void aKeyThatIsGivenAsAnOptionIsTrustedUnasked() {
        FakeTerminal terminal = FakeTerminal.piped();

        assertTrue(
                new TerminalCredentialPrompt(terminal, List.of("SHA256:abc"), false)
                        .trustHostKey(KEY));
        assertEquals("", terminal.all());
    }

    @Test
    void anUnknownKeyIsRefusedWhereNobodyCanBeAsked() {
        FakeTerminal terminal = FakeTerminal.piped();

        assertFalse(
                new TerminalCredentialPrompt(terminal, List.of("SHA256:other"), false)
                        .trustHostKey(KEY));
        assertTrue(terminal.warned().contains("--accept-host-key SHA256:abc"), terminal.warned());
    }

    @Test
    void anUnknownKeyIsShownAndAskedFor() {
        FakeTerminal terminal = FakeTerminal.typing("yes");

        assertTrue(new TerminalCredentialPrompt(terminal, List.of(), false).trustHostKey(KEY));
        assertTrue(terminal.warned().contains("SHA256:abc"), terminal.warned());
        assertFalse(
                new TerminalCredentialPrompt(FakeTerminal.typing(""), List.of(), false)
                        .trustHostKey(KEY));
    }

    @Test
    void theServersPromptCannotActOnTheTerminal() {
        FakeTerminal terminal = FakeTerminal.typing("123456");

        assertEquals(
                Optional.of("123456"),
                secret(
                        new TerminalCredentialPrompt(terminal, List.of(), false),
                        RequestKind.KEYBOARD_INTERACTIVE,
                        1));
        assertEquals("Code 1: ", terminal.shown());
    }

    @Test
    void givesUpAfterThreeAttempts() {
        TerminalCredentialPrompt asker =
                new TerminalCredentialPrompt(FakeTerminal.typing("a", "b"), List.of(), false);

        assertEquals(Optional.of("a"), secret(asker, RequestKind.PASSWORD, 3));
        assertEquals(Optional.empty(), secret(asker, RequestKind.PASSWORD, 4));
    }

    @Test
    void whatIsTypedIsKeptOnlyWhereThatIsWanted() {
        SecretRequest ask =
                new SecretRequest(RequestKind.SUDO, "ada@web:22", "ada@web", "", false, 2);
        FakeTerminal terminal = FakeTerminal.typing("a", "b");

        assertFalse(
                new TerminalCredentialPrompt(terminal, List.of(), false)
                        .askSecret(ask, KeychainOffer.REFUSED)
                        .map(GivenSecret::keep)
                        .orElseThrow());
        assertTrue(
                terminal.shown()
                        .startsWith(
                                "The server refused the saved secret. Handrail removed it from the"
                                        + " keychain. "));
        assertTrue(
                new TerminalCredentialPrompt(terminal, List.of(), true)
                        .askSecret(ask, KeychainOffer.OFFERED)
                        .map(GivenSecret::keep)
                        .orElseThrow());
    }

    @Test
    void standardInputIsReadWhateverIsKept() {
        FakeTerminal terminal = FakeTerminal.piped();
        StandardInputSecrets input =
                new StandardInputSecrets(terminal, new SecretReceivers(_ -> ""));

        assertFalse(TerminalCredentialPrompt.withInput(terminal, List.of(), input).mayUseStored());
        assertTrue(new TerminalCredentialPrompt(terminal, List.of(), false).mayUseStored());
    }
}
