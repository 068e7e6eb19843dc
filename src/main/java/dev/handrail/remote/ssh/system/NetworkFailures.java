package dev.handrail.remote.ssh.system;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// The failures of a network, as ssh words them.
final class NetworkFailures {
    private static final Map<Pattern, BiFunction<String, String, Problem>> ALL =
            new LinkedHashMap<>();

    static {
        ALL.put(Pattern.compile("Could not resolve hostname"), NetworkFailures::unknownHost);
        ALL.put(Pattern.compile("Connection refused"), NetworkFailures::refused);
        ALL.put(Pattern.compile("No route to host|unreachable"), NetworkFailures::unreachable);
        ALL.put(Pattern.compile("timed out"), NetworkFailures::timedOut);
        ALL.put(
                Pattern.compile("Connection (closed|reset)|closed by remote|Broken pipe"),
                NetworkFailures::closed);
    }

    private NetworkFailures() {}

    /// The first one that the log of ssh names.
    static Optional<Problem> find(String log, String host, String port) {
        return ALL.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(log).find())
                .map(entry -> entry.getValue().apply(host, port))
                .findFirst();
    }

    private static Problem unknownHost(String host, String port) {
        return new Problem(
                "net.unknown-host",
                Message.of("remote.net.unknown-host.what", host),
                Message.of("remote.net.unknown-host.todo"));
    }

    private static Problem refused(String host, String port) {
        return new Problem(
                "net.refused",
                Message.of("remote.net.refused.what", host, port),
                Message.of("remote.net.refused.todo"));
    }

    private static Problem unreachable(String host, String port) {
        return new Problem(
                "net.unreachable",
                Message.of("remote.net.unreachable.what", host, port),
                Message.of("remote.net.unreachable.todo"));
    }

    static Problem timedOut(String host, String port) {
        return new Problem(
                "net.timeout",
                Message.of("remote.net.timeout.what", host, port),
                Message.of("remote.net.timeout.todo"));
    }

    private static Problem closed(String host, String port) {
        return new Problem(
                "net.closed",
                Message.of("remote.net.closed.what", host, port),
                Message.of("remote.net.closed.todo"));
    }
}
