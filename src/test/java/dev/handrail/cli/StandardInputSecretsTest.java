package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.cli.prompt.SecretReceivers;
import dev.handrail.cli.prompt.StandardInputSecrets;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

/// Each secret on standard input goes to its receiver, and to nobody else.
@Tag("fast")
class StandardInputSecretsTest {
    private static final SecretRequest PASSWORD = ask(RequestKind.PASSWORD, "web", "", 1);
    private static final SecretRequest SUDO = ask(RequestKind.SUDO, "web", "sudo", 1);

    private static SecretRequest ask(RequestKind kind, String host, String prompt, int attempt) {
        String who = "ada@" + host;
        return new SecretRequest(kind, who + ":22", who, prompt, false, attempt);
    }

    private static SecretRequest passphrase(String file) {
        return new SecretRequest(RequestKind.PASSPHRASE, "ada@web:22", file, "", false, 1);
    }

    private static StandardInputSecrets input(FakeTerminal terminal) {
        return new StandardInputSecrets(
                terminal, new SecretReceivers(name -> name.equals("box") ? "ada@web:22" : ""));
    }

    private static StandardInputSecrets input(String... lines) {
        return input(FakeTerminal.piped(lines));
    }

    private static Optional<String> take(StandardInputSecrets input, SecretRequest ask) {
        return input.takeSecret(ask).map(String::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "WEB", "web:22", "ada@web", "ada@web:22", "[web]:22", "box"})
    void aLineNamesItsServer(String name) {
        assertEquals(Optional.of("a=b "), take(input("password@" + name + "=a=b "), PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"we", "web2", "bob@web", "web:23", "ada@ada@web", "other", "web.org"})
    void noOtherServerGetsIt(String name) {
        assertEquals(Optional.empty(), take(input("password@" + name + "=secret"), PASSWORD));
    }

    @Test
    void eachKindOfSecretHasItsName() {
        StandardInputSecrets input =
                input(
                        "run0@web=r",
                        "doas@web=d",
                        "sudo@web=s",
                        "passphrase@/k=p",
                        "password@web=w");

        assertEquals(Optional.of("w"), take(input, PASSWORD));
        assertEquals(Optional.of("s"), take(input, SUDO));
        assertEquals(Optional.of("d"), take(input, ask(RequestKind.SUDO, "web", "doas", 1)));
        assertEquals(Optional.of("r"), take(input, ask(RequestKind.SUDO, "web", "run0", 1)));
        assertEquals(Optional.of("p"), take(input, passphrase("/k")));
    }

    @Test
    void aPromptOfTheServerGetsThePasswordOrTheCode() {
        RequestKind kind = RequestKind.KEYBOARD_INTERACTIVE;
        StandardInputSecrets input = input("code@web=123456", "password@web=w");

        assertEquals(Optional.of("w"), take(input, ask(kind, "web", "Password:", 1)));
        assertEquals(Optional.of("123456"), take(input, ask(kind, "web", "OTP code:", 1)));
    }

    @Test
    void aKeyFileIsNamedInFullOrFromTheHomeFolder() {
        String home = System.getProperty("user.home");

        assertEquals(
                Optional.of("p"),
                take(input("passphrase@~/.ssh/k=1=p"), passphrase(home + "/.ssh/k=1")));
        assertEquals(Optional.empty(), take(input("passphrase@/other/k=p"), passphrase("/a/k")));
    }

    @Test
    void aRefusedSecretIsNotFollowedByThoseOfOthers() {
        FakeTerminal terminal =
                FakeTerminal.piped("password@web=w", "sudo@web=s", "passphrase@/k=p");
        StandardInputSecrets input = input(terminal);

        assertEquals(Optional.of("w"), take(input, PASSWORD));
        assertEquals(Optional.empty(), take(input, ask(RequestKind.PASSWORD, "web", "", 2)));
        assertEquals(
                Optional.empty(),
                take(input, ask(RequestKind.KEYBOARD_INTERACTIVE, "web", "Password:", 1)));
        assertTrue(terminal.warned().contains("password@web="), terminal.warned());
    }

    @Test
    void oneLineWithoutANameGoesToTheFirstWhoAsks() {
        StandardInputSecrets input = input("first", "second");

        assertEquals(Optional.of("first"), take(input, PASSWORD));
        assertEquals(Optional.empty(), take(input, SUDO));
        assertEquals(Optional.empty(), take(input, PASSWORD));
    }

    @Test
    void whoHasALineDoesNotUseUpTheOneWithoutAName() {
        StandardInputSecrets input = input("password@web=w", "for sudo");

        assertEquals(Optional.of("w"), take(input, PASSWORD));
        assertEquals(Optional.of("for sudo"), take(input, SUDO));
    }

    @Test
    void whoHasAcceptedASecretGetsItOnEachConnection() {
        StandardInputSecrets input = input("only");

        assertEquals(Optional.of("only"), take(input, SUDO));
        input.confirmAccepted(SUDO);
        assertEquals(Optional.of("only"), take(input, SUDO));
        assertEquals(Optional.empty(), take(input, PASSWORD));
        assertEquals(Optional.empty(), take(input, ask(RequestKind.SUDO, "db", "sudo", 1)));
    }

    @Test
    void aCodeIsNeverSentTwice() {
        SecretRequest code = ask(RequestKind.KEYBOARD_INTERACTIVE, "web", "OTP code:", 1);
        StandardInputSecrets input = input("code@web=1");

        assertEquals(Optional.of("1"), take(input, code));
        input.confirmAccepted(code);
        assertEquals(Optional.empty(), take(input, code));
    }
}
