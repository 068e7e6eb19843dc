package dev.handrail.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

@Tag("fast")
class AddressParserTest {
    @ParameterizedTest
    @CsvSource({
        "root@status.example.org, root, status.example.org, 22",
        "root@status.example.org:2222, root, status.example.org, 2222",
        "status.example.org, '', status.example.org, 22",
        "ada@10.0.0.5, ada, 10.0.0.5, 22",
        "ada@[2001:db8::1]:2222, ada, 2001:db8::1, 2222",
        "[::1], '', ::1, 22",
        "dom\\ain.user@host, dom\\ain.user, host, 22",
    })
    void readsUserHostAndPort(String text, String user, String host, int port) {
        assertEquals(Optional.of(Target.of(user, host, port)), AddressParser.parseTarget(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "root@",
                "@host",
                "host:0",
                "host:65536",
                "host:ssh",
                "a b",
                "-oProxyCommand=x",
                "host;rm"
            })
    void refusesWhatIsNoAddress(String text) {
        assertEquals(Optional.empty(), AddressParser.parseTarget(text));
    }

    @Test
    void spacesAroundDoNotMatter() {
        assertEquals(Optional.of(Target.of("a", "b", 22)), AddressParser.parseTarget(" a@b "));
    }
}
