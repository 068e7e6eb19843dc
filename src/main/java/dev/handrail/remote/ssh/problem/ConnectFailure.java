package dev.handrail.remote.ssh.problem;

import dev.handrail.model.Problem;

import java.io.EOFException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The ways in which connecting fails: how Java tells them, how ssh words them, what Handrail says.
/// The first that fits counts.
public enum ConnectFailure {
    UNKNOWN_HOST(
            "Could not resolve hostname", LinkProblems::unknownHost, UnknownHostException.class),
    LOCAL_ADDRESS(
            "(?m)^bind \\S+: |BindInterface", LinkProblems::localAddress, BindException.class),
    NO_COMMON_ALGORITHM(
            "no matching (.*?) found\\. Their offer: ([^\\r\\n]*)",
            (problems, words) -> problems.noCommonAlgorithm(words.group(1), words.group(2))),
    HOST_KEY_NOT_PROVED(
            ": (?:incorrect signature|error in libcrypto)", LinkProblems::hostKeyNotProved),
    NOT_SSH(
            "(?:Bad packet length|Bad remote protocol version|banner line contains|Protocol major"
                    + " versions differ|banner line too long|Corrupted (?:MAC|padding)|: invalid"
                    + " format|: incomplete message|no SSH"
                    + " identification)[^\\r\\n]*|(?:Invalid|invalid) SSH [^\\r\\n]*",
            (problems, words) -> problems.notSsh(words.group())),
    TOO_MANY_ATTEMPTS("Too many authentication failures", LinkProblems::tooManyAttempts),
    CLOSED_WITH_REASON(
            "Received disconnect from [^\\r\\n]*?:\\d+: ([^\\r\\n]+)",
            (problems, words) -> problems.closedFor(words.group(1))),
    REFUSED("Connection refused", LinkProblems::refused, ConnectException.class),
    UNREACHABLE(
            "No route to host|unreachable",
            LinkProblems::unreachable,
            NoRouteToHostException.class,
            PortUnreachableException.class),
    TIMED_OUT("timed out", LinkProblems::timedOut, SocketTimeoutException.class),
    CLOSED(
            "Connection (?:closed|reset)|closed by remote|Broken pipe",
            LinkProblems::closed,
            EOFException.class,
            SocketException.class);

    private final Pattern words;
    private final BiFunction<LinkProblems, MatchResult, Problem> sentence;
    private final List<Class<? extends Exception>> types;

    @SafeVarargs
    ConnectFailure(
            String words,
            Function<LinkProblems, Problem> sentence,
            Class<? extends Exception>... types) {
        this(words, (problems, _) -> sentence.apply(problems), types);
    }

    @SafeVarargs
    ConnectFailure(
            String words,
            BiFunction<LinkProblems, MatchResult, Problem> sentence,
            Class<? extends Exception>... types) {
        this.words = Pattern.compile(words);
        this.sentence = sentence;
        this.types = List.of(types);
    }

    /// The first failure that the log of ssh names.
    public static Optional<Problem> findInLog(String log, LinkProblems problems) {
        return Stream.of(values()).flatMap(each -> each.find(log, problems).stream()).findFirst();
    }

    private Optional<Problem> find(String log, LinkProblems problems) {
        Matcher found = words.matcher(log);
        return found.find()
                ? Optional.of(sentence.apply(problems, found.toMatchResult()))
                : Optional.empty();
    }

    /// The first failure that Java tells by this type. Some types stand for more than one, and the
    /// words of the system tell which.
    public static Optional<ConnectFailure> ofException(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return Stream.of(UNREACHABLE, TIMED_OUT)
                .filter(_ -> thrown instanceof SocketException)
                .filter(each -> each.words.matcher(message).find())
                .findFirst()
                .or(() -> ofType(thrown));
    }

    private static Optional<ConnectFailure> ofType(Throwable thrown) {
        return Stream.of(values())
                .filter(each -> each.types.stream().anyMatch(type -> type.isInstance(thrown)))
                .findFirst();
    }

    /// For a failure that is told by the type of an exception.
    public Problem explain(LinkProblems problems) {
        return sentence.apply(problems, Pattern.compile("").matcher("").toMatchResult());
    }
}
