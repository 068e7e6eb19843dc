package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.handrail.model.Target;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.testing.Askers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// What the built-in SSH offers a server where nothing is configured, read from the wire.
@Timeout(60)
@Tag("ssh")
class OfferedAlgorithmsTest {
    /// The name-lists of a key exchange that have algorithms, in the order of the protocol.
    private enum NameList {
        KEX,
        HOST_KEY,
        CIPHER_TO_SERVER,
        CIPHER_TO_CLIENT,
        MAC_TO_SERVER,
        MAC_TO_CLIENT
    }

    @TempDir Path folder;
    private List<List<String>> offered = List.of();

    @BeforeEach
    void readOffer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<List<String>>> offer =
                    CompletableFuture.supplyAsync(() -> receiveOffer(server));
            new JschConnector(folder, Map.of())
                    .connect(
                            Target.of("ada", "127.0.0.1", server.getLocalPort()),
                            Askers.nobody(),
                            Duration.ofSeconds(20));
            offered = offer.join();
        }
    }

    private static List<List<String>> receiveOffer(ServerSocket server) {
        try (Socket socket = server.accept();
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            socket.getOutputStream().write("SSH-2.0-Test\r\n".getBytes(ISO_8859_1));
            while (in.readByte() != '\n') {
                // The version of the client.
            }
            in.readInt();
            in.readByte();
            assertEquals(20, in.readByte());
            in.readFully(new byte[16]);
            List<List<String>> lists = new ArrayList<>();
            for (int i = 0; i < NameList.values().length; i++) {
                byte[] names = new byte[in.readInt()];
                in.readFully(names);
                lists.add(List.of(new String(names, ISO_8859_1).split(",")));
            }
            return lists;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> names(NameList list) {
        return offered.get(list.ordinal());
    }

    @Test
    void offersNothingThatIsBrokenOrTooShort() {
        List<String> weak =
                Stream.of(NameList.values())
                        .flatMap(list -> names(list).stream())
                        .filter(name ->
                                name.matches(
                                        ".*(sha1|md5|cbc|arcfour|ripemd|group1-|-96).*|ssh-(rsa|dss).*"))
                        .toList();
        assertEquals(List.of(), weak);
    }

    @Test
    void offersTheSameMacsInBothDirectionsAndNoSha1() {
        List<String> macs =
                List.of(
                        "hmac-sha2-256-etm@openssh.com",
                        "hmac-sha2-512-etm@openssh.com",
                        "hmac-sha2-256",
                        "hmac-sha2-512");
        assertEquals(macs, names(NameList.MAC_TO_SERVER));
        assertEquals(macs, names(NameList.MAC_TO_CLIENT));
    }

    /// As ssh does. A server that has it too then uses it: nobody on the way can take it out of the
    /// lists, since the key exchange signs them.
    @Test
    void offersTheStrictKeyExchange() {
        assertTrue(names(NameList.KEX).contains("kex-strict-c-v00@openssh.com"));
        assertTrue(names(NameList.KEX).contains("ext-info-c"));
    }

    /// What the strict key exchange protects most is what is not there.
    @Test
    void offersNoCipherThatNeedsTheStrictKeyExchange() {
        assertEquals(names(NameList.CIPHER_TO_SERVER), names(NameList.CIPHER_TO_CLIENT));
        assertFalse(names(NameList.CIPHER_TO_SERVER).contains("chacha20-poly1305@openssh.com"));
        assertEquals("aes128-gcm@openssh.com", names(NameList.CIPHER_TO_SERVER).getFirst());
    }
}
