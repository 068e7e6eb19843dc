package dev.handrail.ui.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.ui.servers.ServerForm.FormField;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

@Tag("fast")
class ProblemFieldMapperTest {
    @ParameterizedTest
    @CsvSource({
        "net.timeout, HOST",
        "net.unknown-host, HOST",
        "net.unreachable, HOST",
        "net.refused, PORT",
        "net.closed, PORT",
        "protocol.garbage, PORT",
        "protocol.no-common-algorithm, PORT",
        "auth.failed, USER",
        "auth.too-many, USER",
        "auth.no-answer, USER",
        "auth.key-refused, KEY",
        "auth.no-key, KEY",
        "key.missing, KEY",
        "key.unreadable, KEY",
        "config.jump-loop, JUMP",
        "sudo.denied, SUDO",
        "sudo.missing, SUDO",
        "sudo.wrong-password, SUDO",
    })
    void findsTheFieldThatTheAdminCorrects(String key, FormField field) {
        assertEquals(Optional.of(field), ProblemFieldMapper.findField(problem(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostkey.changed", "config.unreadable", "net.other", "link", "bug"})
    void findsNoFieldForOtherProblems(String key) {
        assertEquals(Optional.empty(), ProblemFieldMapper.findField(problem(key)));
    }

    private static Problem problem(String key) {
        return new Problem(key, Message.EMPTY, Message.EMPTY);
    }
}
