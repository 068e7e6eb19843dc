package dev.handrail.rehearsal;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the proxy of a copy may reach.
@Tag("fast")
class CopyProxyTest {
    /// Addresses are numbers, so no name is looked up. 198.51.100.7 is for documentation.
    private static final String PROBE =
            """
            import sys
            sys.path.insert(0, "resources/rehearsal")
            sys.dont_write_bytecode = True
            import proxy
            named = frozenset(["10.1.2.3:3141", "127.0.0.1:3141", "-9.9.9.9"])
            for host, port in [("8.8.8.8", 443), ("8.8.8.8", 80), ("8.8.8.8", 25), ("127.0.0.1", 80), ("127.0.0.1", 3141), ("::1", 443),
                    ("10.1.2.3", 443), ("10.1.2.3", 3141), ("169.254.169.254", 80), ("0.0.0.0", 80), ("::ffff:127.0.0.1", 443),
                    ("198.51.100.7", 443), ("9.9.9.9", 443)]:
                print(host, port, "yes" if proxy.permitted(host, port, named) else "no")
            print(proxy.split_address("example.org:8443", 443), proxy.split_address("[2001:db8::1]:80", 443), proxy.split_address("x", 80))
            """;

    @Test
    void onlyPublicAndNamedAddressesAreReached() throws Exception {
        requireTools("python3");
        Process python =
                new ProcessBuilder("python3", "-c", PROBE).redirectErrorStream(true).start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(
                List.of(
                        "8.8.8.8 443 yes",
                        "8.8.8.8 80 yes",
                        "8.8.8.8 25 no",
                        "127.0.0.1 80 no",
                        "127.0.0.1 3141 no",
                        "::1 443 no",
                        "10.1.2.3 443 no",
                        "10.1.2.3 3141 yes",
                        "169.254.169.254 80 no",
                        "0.0.0.0 80 no",
                        "::ffff:127.0.0.1 443 no",
                        "198.51.100.7 443 no",
                        "9.9.9.9 443 no",
                        "('example.org', 8443) ('2001:db8::1', 80) ('x', 80)"),
                said.lines().toList(),
                said);
    }
}
