package dev.handrail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.cli.output.ExitCodes;
import dev.handrail.model.Problem.ProblemKind;
import dev.handrail.model.Problem.RetryAdvice;
import dev.handrail.model.Problem.ServerSetting;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a problem's key says of it.
@Tag("fast")
class ProblemKindTest {
    private static Problem problem(String key) {
        return new Problem(key, Message.EMPTY, Message.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net.refused",
                "link.lost",
                "protocol.garbage",
                "server.no-shell",
                "host-key.changed",
                "auth.failed",
                "key.missing",
                "sudo.denied",
                "doas.missing",
                "run0.no-answer",
                "root.missing",
                "config.jump-loop"
            })
    void aServerThatLetsNobodyInHasTheExitCodeForIt(String key) {
        assertEquals(ExitCodes.NO_CONNECTION, ExitCodes.of(problem(key)));
    }

    @ParameterizedTest
    @CsvSource({
        "lock.held, 6",
        "history-full, 8",
        "history-read-only, 8",
        "server.disk-full, 1",
        "step.symlink, 1",
        "run.busy, 1",
        "run.unknown, 7",
        "runner.jam, 1",
        "usage.role, 2"
    })
    void otherProblemsHaveTheirOwnExitCodes(String key, int exit) {
        assertEquals(exit, ExitCodes.of(problem(key)));
    }

    @Test
    void everyProblemInTheSourcesHasAKind() throws IOException {
        Set<String> keys = ProblemKeys.find();
        assertTrue(
                keys.containsAll(
                        List.of(
                                "config.invalid",
                                "history-locked",
                                "host-key.changed",
                                "keychain.none",
                                "practice.failed",
                                "server.no-shell",
                                "usage.wish")),
                keys.toString());
        assertEquals(
                List.of(),
                keys.stream()
                        .filter(key -> problem(key).kind().equals(ProblemKind.OTHER))
                        .toList());
    }

    @Test
    void aForeignServerIsNeverTriedAgainAndARefusalOnlyAFewTimes() {
        assertEquals(RetryAdvice.NEVER, problem("host-key.changed").kind().retryAdvice());
        assertEquals(RetryAdvice.FEW_TIMES, problem("sudo.denied").kind().retryAdvice());
        assertEquals(RetryAdvice.RETRY, problem("net.timeout").kind().retryAdvice());
    }

    @Test
    void theLongestKeyDecidesWhichSettingIsWrong() {
        assertEquals(Optional.of(ServerSetting.USER), problem("auth.failed").serverSetting());
        assertEquals(Optional.of(ServerSetting.KEY_FILE), problem("auth.no-key").serverSetting());
        assertEquals(Optional.empty(), problem("net.other").serverSetting());
        assertEquals(Optional.empty(), problem("config.invalid").serverSetting());
    }
}
