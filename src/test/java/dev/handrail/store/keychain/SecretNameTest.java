package dev.handrail.store.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.store.keychain.SecretName.SecretKind;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

@Tag("fast")
class SecretNameTest {
    @Test
    void anEntrySaysWhatItIsFor() {
        SecretName key =
                new SecretName("ada@db1:22", SecretKind.PASSPHRASE, "/home/ada/.ssh/id_rsa");
        assertEquals("ada@db1:22 passphrase /home/ada/.ssh/id_rsa", key.entryName());
        assertEquals(
                "ada@db1:22 sudo", new SecretName("ada@db1:22", SecretKind.SUDO, "").entryName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b/id", "/\"'$(id)`\\", "C:\\Käse\\id", "/100%/a+b", "/\n\u202e"})
    void anyNameComesBackFromPlainCharacters(String file) {
        SecretName name = new SecretName("ädä@[fe80::1%eth0]:2222", SecretKind.PASSPHRASE, file);
        assertTrue(name.entryName().matches("[A-Za-z0-9@:._/% -]+"), name.entryName());
        assertEquals(Optional.of(name), SecretName.of(name.entryName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "something", "a b", "a password c", "a passphrase"})
    void whatIsNotOursIsLeftAlone(String entry) {
        assertEquals(Optional.empty(), SecretName.of(entry));
    }
}
