package dev.handrail.remote.ssh.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Problem;
import dev.handrail.testing.English;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.EOFException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of failures: each has its own sentence, the same for the built-in SSH and for ssh.
@Tag("fast")
class ConnectFailureTest {
    private static final LinkProblems PROBLEMS = new LinkProblems("web", 22);

    /// `line`: as ssh wrote it. `thrown`: as Java tells it; empty where only JSch's own types do.
    record Row(ConnectFailure failure, String line, String key, Optional<Exception> thrown) {
        static Row of(ConnectFailure failure, String line, String key) {
            return new Row(failure, line, key, Optional.empty());
        }

        static Row of(ConnectFailure failure, String line, String key, Exception thrown) {
            return new Row(failure, line, key, Optional.of(thrown));
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                Row.of(
                        ConnectFailure.UNKNOWN_HOST,
                        "ssh: Could not resolve hostname web: Name or service not known",
                        "net.unknown-host",
                        new UnknownHostException("web")),
                Row.of(
                        ConnectFailure.LOCAL_ADDRESS,
                        "bind 203.0.113.7: Cannot assign requested address",
                        "net.local-address",
                        new BindException("Cannot assign requested address")),
                Row.of(
                        ConnectFailure.NO_COMMON_ALGORITHM,
                        "Unable to negotiate with 127.0.0.1 port 22: no matching cipher found."
                                + " Their offer: 3des-cbc",
                        "protocol.no-common-algorithm"),
                Row.of(
                        ConnectFailure.HOST_KEY_NOT_PROVED,
                        "ssh_dispatch_run_fatal: Connection to 127.0.0.1 port 22: incorrect"
                                + " signature",
                        "host-key.not-proved"),
                Row.of(ConnectFailure.NOT_SSH, "Bad packet length 1213486160.", "protocol.garbage"),
                Row.of(
                        ConnectFailure.NOT_SSH,
                        "kex_exchange_identification: banner line contains invalid characters",
                        "protocol.garbage"),
                Row.of(
                        ConnectFailure.NOT_SSH,
                        "Protocol major versions differ: 2 vs. 1",
                        "protocol.garbage"),
                Row.of(
                        ConnectFailure.TOO_MANY_ATTEMPTS,
                        "Received disconnect from 127.0.0.1 port 22:2: Too many authentication"
                                + " failures",
                        "auth.too-many"),
                Row.of(
                        ConnectFailure.CLOSED_WITH_REASON,
                        "Received disconnect from 127.0.0.1 port 22:11: Down for maintenance",
                        "net.closed"),
                Row.of(
                        ConnectFailure.REFUSED,
                        "ssh: connect to host web port 22: Connection refused",
                        "net.refused",
                        new ConnectException("Connection refused")),
                Row.of(
                        ConnectFailure.UNREACHABLE,
                        "ssh: connect to host web port 22: No route to host",
                        "net.unreachable",
                        new NoRouteToHostException("No route to host")),
                Row.of(
                        ConnectFailure.UNREACHABLE,
                        "ssh: connect to host web port 22: Network is unreachable",
                        "net.unreachable",
                        new SocketException("Network is unreachable")),
                Row.of(
                        ConnectFailure.TIMED_OUT,
                        "ssh: connect to host web port 22: Connection timed out",
                        "net.timeout",
                        new ConnectException("Connection timed out")),
                Row.of(
                        ConnectFailure.TIMED_OUT,
                        "Connection to 127.0.0.1 port 22 timed out",
                        "net.timeout",
                        new SocketTimeoutException("Read timed out")),
                Row.of(
                        ConnectFailure.CLOSED,
                        "kex_exchange_identification: Connection closed by remote host",
                        "net.closed",
                        new EOFException()),
                Row.of(
                        ConnectFailure.CLOSED,
                        "kex_exchange_identification: read: Connection reset by peer",
                        "net.closed",
                        new SocketException("Connection reset")));
    }

    private static Problem inLog(String line) {
        String before = "OpenSSH_9.2p1\ndebug1: Connecting to web [127.0.0.1] port 22.\n";
        return ConnectFailure.findInLog(before + line + "\r\n", PROBLEMS).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bothLinksSayTheSame(Row row) {
        assertEquals(row.key(), inLog(row.line()).key());
        row.thrown()
                .ifPresent(thrown ->
                        assertEquals(
                                inLog(row.line()),
                                ConnectFailure.ofException(thrown)
                                        .orElseThrow()
                                        .explain(PROBLEMS)));
    }

    @Test
    void theTableHasARowForEachFailure() {
        assertEquals(
                EnumSet.allOf(ConnectFailure.class),
                rows().map(Row::failure).collect(Collectors.toSet()));
    }

    @Test
    void eachFailureHasItsOwnSentence() {
        List<ConnectFailure> failures = List.of(ConnectFailure.values());
        Set<String> sentences =
                failures.stream()
                        .map(failure ->
                                rows().filter(row -> row.failure() == failure)
                                        .findFirst()
                                        .orElseThrow())
                        .map(row -> English.of(inLog(row.line())))
                        .collect(Collectors.toSet());
        assertEquals(failures.size(), sentences.size(), sentences.toString());
    }

    @Test
    void reportsOfProgressAreNoFailure() {
        assertEquals(
                Optional.empty(),
                ConnectFailure.findInLog(
                        "debug1: Offering public key: /k ED25519 SHA256:x\n", PROBLEMS));
    }
}
