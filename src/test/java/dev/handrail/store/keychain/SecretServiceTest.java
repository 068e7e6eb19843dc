package dev.handrail.store.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.store.keychain.SecretName.SecretKind;
import dev.handrail.testing.DesktopKeyring;
import dev.handrail.testing.KeyedText;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A real Secret Service, through a `secret-tool` that writes down how it is called.
@Timeout(120)
@Tag("ssh")
class SecretServiceTest {
    private static final SecretName PASSWORD =
            new SecretName("ada@db1:22", SecretKind.PASSWORD, "");
    private static final SecretName KEY =
            new SecretName("ada@db1:22", SecretKind.PASSPHRASE, "/home/ada/\"my\" $(keys)/ä");
    private static final String SECRET = "sécret' \"$(id)` \\ \n with a tail ";

    @TempDir private Path folder;
    private DesktopKeyring keyring;
    private SecretService keychain;

    @BeforeEach
    void start() throws Exception {
        keyring = DesktopKeyring.start(folder);
        Path tool = folder.resolve("tool");
        Files.writeString(
                tool,
                "#!/bin/sh\n{ echo \"$@\"; env; } >>'%s'\nexec secret-tool \"$@\"\n"
                        .formatted(folder.resolve("calls")));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        keychain = new SecretService(new KeychainProgram(tool.toString(), keyring.environment()));
    }

    @AfterEach
    void stop() throws Exception {
        if (keyring != null) {
            keyring.close();
        }
    }

    private Optional<String> found(SecretName name) throws KeychainException {
        return keychain.findSecret(name).map(String::new);
    }

    @Test
    void keepsFindsListsAndForgets() throws Exception {
        assertEquals(Optional.empty(), keychain.unavailableReason());
        assertEquals(List.of(), keychain.listNames());
        keychain.saveSecret(PASSWORD, "old".toCharArray());
        keychain.saveSecret(PASSWORD, SECRET.toCharArray());
        keychain.saveSecret(KEY, "attribute.account = x password\nother".toCharArray());
        assertEquals(Optional.of(SECRET), found(PASSWORD));
        assertEquals(Optional.of("attribute.account = x password\nother"), found(KEY));
        assertEquals(Optional.empty(), found(new SecretName("ada@db1:22", SecretKind.SUDO, "")));
        assertEquals(2, keychain.listNames().size());
        assertTrue(keychain.listNames().containsAll(List.of(PASSWORD, KEY)));
        keychain.deleteSecret(PASSWORD);
        keychain.deleteSecret(PASSWORD);
        assertEquals(Optional.empty(), found(PASSWORD));
        assertEquals(List.of(KEY), keychain.listNames());
        String calls = Files.readString(folder.resolve("calls"));
        assertTrue(calls.contains("store --label=Handrail: ada@db1:22 password"), calls);
        assertFalse(calls.contains("sécret") || calls.contains("other"), calls);
    }

    @Test
    void aLockedOneThatNobodyOpensStillSaysWhatItHolds() throws Exception {
        keychain.saveSecret(PASSWORD, SECRET.toCharArray());
        keyring.lock();
        assertEquals(Optional.empty(), keychain.unavailableReason());
        assertEquals(List.of(PASSWORD), keychain.listNames());
        assertEquals(Optional.empty(), found(PASSWORD));
        KeychainException failed =
                assertThrows(
                        KeychainException.class,
                        () -> keychain.saveSecret(PASSWORD, "other".toCharArray()));
        String what = KeyedText.of(failed.problem().what());
        assertTrue(what.startsWith("store.keychain.refused.what("), what);
        assertThrows(KeychainException.class, () -> keychain.deleteSecret(PASSWORD));
    }

    @Test
    void saysWhyThereIsNone() {
        Map<String, String> bare = new HashMap<>(keyring.environment());
        bare.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("no-bus"));
        Keychain none = new SecretService(new KeychainProgram("secret-tool", bare));
        String why = KeyedText.of(none.unavailableReason().orElseThrow().what());
        assertTrue(why.startsWith("store.keychain.no-service.what(Could not connect"), why);
        assertThrows(KeychainException.class, () -> none.findSecret(PASSWORD));
        Keychain missing = new SecretService(new KeychainProgram(folder + "/missing", Map.of()));
        assertEquals(
                Message.of("store.keychain.no-tool.todo"),
                missing.unavailableReason().orElseThrow().todo());
    }

    @Test
    void whatNeverAnswersIsGivenUp() throws Exception {
        Path tool = folder.resolve("silent");
        Files.writeString(tool, "#!/bin/sh\nexec sleep 600\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        KeychainProgram silent = new KeychainProgram(tool.toString(), keyring.environment());
        KeychainException failed =
                assertThrows(
                        KeychainException.class,
                        () -> silent.run(Duration.ofSeconds(1), new byte[0], "lookup"));
        assertEquals(
                Message.of("store.keychain.no-answer.what", Duration.ofSeconds(1)),
                failed.problem().what());
    }
}
