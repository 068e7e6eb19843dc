package dev.handrail.store.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handrail.store.keychain.SecretName.SecretKind;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How macOS's `security` is called, with a stand-in for it: tests run on no Mac.
@Tag("fast")
class MacKeychainTest {
    private static final SecretName NAME =
            new SecretName("ada@db1:22", SecretKind.PASSPHRASE, "/Users/ada/my keys/id");
    private static final String STAND_IN =
            """
            #!/bin/sh
            cd '%s' || exit 1
            echo "$@" >>calls
            case $1 in
                -i) cat >typed; sed 's/.* -w //' typed >kept ;;
                find-generic-password) [ -f kept ] || exit 44; cat kept ;;
                delete-generic-password) [ -f kept ] || exit 44; rm kept ;;
                dump-keychain) cat listing ;;
            esac
            """;
    private static final String LISTING =
            """
            keychain: "/Users/ada/Library/Keychains/login.keychain-db"
            version: 512
            class: "genp"
            attributes:
                0x00000007 <blob>="Handrail: something"
                "acct"<blob>="ada@db1:22 passphrase /Users/ada/my%20keys/id"
                "desc"<blob>=<NULL>
                "svce"<blob>="Handrail"
                "type"<uint32>=<NULL>
            keychain: "/Users/ada/Library/Keychains/login.keychain-db"
            version: 512
            class: "genp"
            attributes:
                "acct"<blob>="ada@db2:22 password"
                "svce"<blob>="Another"
            """;

    @TempDir private Path folder;

    private MacKeychain keychain() throws Exception {
        Path tool = folder.resolve("security");
        Files.writeString(tool, STAND_IN.formatted(folder));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("listing"), LISTING);
        return new MacKeychain(
                new KeychainProgram(tool.toString(), Map.of("PATH", System.getenv("PATH"))));
    }

    @Test
    void aSecretGoesThereOnStandardInputAlone() throws Exception {
        keychain().saveSecret(NAME, "sécret".toCharArray());
        assertEquals(
                "add-generic-password -U -s Handrail -a \"ada@db1:22 passphrase"
                        + " /Users/ada/my%20keys/id\" -w c8OpY3JldA==\n",
                Files.readString(folder.resolve("typed")));
        assertFalse(Files.readString(folder.resolve("calls")).contains("c8OpY3JldA"));
    }

    @Test
    void findsListsAndForgets() throws Exception {
        MacKeychain keychain = keychain();
        assertEquals(List.of(NAME), keychain.listNames());
        assertEquals(Optional.empty(), keychain.findSecret(NAME));
        Files.writeString(folder.resolve("kept"), "c8OpY3JldA==\n");
        assertEquals(
                "[s, é, c, r, e, t]", Arrays.toString(keychain.findSecret(NAME).orElseThrow()));
        keychain.deleteSecret(NAME);
        keychain.deleteSecret(NAME);
        assertFalse(Files.exists(folder.resolve("kept")));
    }
}
